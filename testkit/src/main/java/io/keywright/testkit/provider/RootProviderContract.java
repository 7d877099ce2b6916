package io.keywright.testkit.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.crypto.Binding;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.root.RootProvider;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.model.Environment;
import io.keywright.model.Plane;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What core relies on in every root provider. */
public interface RootProviderContract {

    Binding BINDING = new Binding("acme", Environment.PROD, Plane.TENANT, "tenant-root", "tenant-root");

    /** The same provider and root at each call within a test. */
    RootProvider provider() throws Exception;

    /** A provider of the same kind, with another root. */
    RootProvider stranger() throws Exception;

    /** Takes away what {@link #provider()} needs at run time, as if it were down, lost or stolen. */
    void takeAway() throws Exception;

    /** Undoes {@link #takeAway()}. */
    void bringBack() throws Exception;

    static SecretBytes key(int size) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (17 + 31 * i);
        }
        return SecretBytes.own(bytes);
    }

    private static void fails(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RootProviderException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    default void opensWhatItWrappedWhateverTheLength() throws Exception {
        for (int size = 1; size <= 64; size++) {
            byte[] blob = provider().wrap(key(size), BINDING);
            assertThat(provider().unwrap(blob, BINDING)).isEqualTo(key(size));
        }
    }

    @Test
    default void neverMakesTheSameBlobTwiceAndShowsNothingOfTheKey() throws Exception {
        byte[] once = provider().wrap(key(32), BINDING);
        byte[] again = provider().wrap(key(32), BINDING);
        assertThat(once).isNotEqualTo(again);
        byte[] plain = key(32).expose(byte[]::clone);
        assertThat(IntStream.rangeClosed(0, once.length - 8))
                .noneMatch(at -> Arrays.equals(once, at, at + 8, plain, 0, 8));
    }

    @Test
    default void refusesABlobOfAnotherBinding() throws Exception {
        byte[] blob = provider().wrap(key(32), BINDING);
        List<Binding> others = List.of(
                new Binding("acme2", Environment.PROD, Plane.TENANT, "tenant-root", "tenant-root"),
                new Binding("acme", Environment.DEV, Plane.TENANT, "tenant-root", "tenant-root"),
                new Binding("acme", Environment.PROD, Plane.SHARED, "tenant-root", "tenant-root"),
                new Binding("acme", Environment.PROD, Plane.TENANT, "tenant-root2", "tenant-root"),
                new Binding("acme", Environment.PROD, Plane.TENANT, "tenant-root", "ledger-key"));
        for (Binding other : others) {
            fails(Reason.REFUSED, () -> provider().unwrap(blob, other));
        }
    }

    @Test
    default void refusesABlobWithAnyBitFlipped() throws Exception {
        byte[] blob = provider().wrap(key(32), BINDING);
        for (int bit = 0; bit < blob.length * 8; bit++) {
            byte[] flipped = blob.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            fails(Reason.REFUSED, () -> provider().unwrap(flipped, BINDING));
        }
    }

    @Test
    default void refusesABlobOfAnyOtherLength() throws Exception {
        byte[] blob = provider().wrap(key(32), BINDING);
        for (int length = 0; length < blob.length; length++) {
            byte[] truncated = Arrays.copyOf(blob, length);
            fails(Reason.REFUSED, () -> provider().unwrap(truncated, BINDING));
        }
        fails(Reason.REFUSED, () -> provider().unwrap(Arrays.copyOf(blob, blob.length + 1), BINDING));
    }

    @Test
    default void refusesABlobOfAnotherRoot() throws Exception {
        byte[] blob = stranger().wrap(key(32), BINDING);
        fails(Reason.REFUSED, () -> provider().unwrap(blob, BINDING));
    }

    @Test
    default void saysUnavailableWhileItsRootIsAwayAndServesAgainAfterwards() throws Exception {
        byte[] blob = provider().wrap(key(32), BINDING);
        takeAway();
        fails(Reason.UNAVAILABLE, () -> provider().unwrap(blob, BINDING));
        fails(Reason.UNAVAILABLE, () -> provider().wrap(key(32), BINDING));
        bringBack();
        assertThat(provider().unwrap(blob, BINDING)).isEqualTo(key(32));
    }

    @Test
    default void servesManyThreadsAtOnce() throws Exception {
        RootProvider provider = provider();
        List<Boolean> opened = IntStream.range(0, 200)
                .parallel()
                .mapToObj(i -> roundTrips(provider, 1 + i % 64))
                .toList();
        assertThat(opened).hasSize(200).doesNotContain(false);
    }

    private static boolean roundTrips(RootProvider provider, int size) {
        try {
            return provider.unwrap(provider.wrap(key(size), BINDING), BINDING).equals(key(size));
        } catch (RootProviderException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    default void hasANameThatCanBeALabel() throws Exception {
        assertThat(provider().name()).matches("[a-z][a-z0-9_]*");
    }
}
