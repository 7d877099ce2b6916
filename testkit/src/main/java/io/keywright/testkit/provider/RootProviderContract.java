package io.keywright.testkit.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.crypto.Binding;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.root.Capability;
import io.keywright.core.root.ProviderKey;
import io.keywright.core.root.RootKey;
import io.keywright.core.root.RootProvider;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.core.work.Deadline;
import io.keywright.model.Environment;
import io.keywright.model.Plane;
import io.keywright.model.ProviderKeyReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/**
 * What core relies on in every root provider. What an adapter does not declare among its capabilities is not asked of it,
 * and is asked all the more of what core makes of it ({@link RootKey}).
 */
public interface RootProviderContract {

    Binding BINDING = new Binding("acme", Environment.PROD, Plane.TENANT, "tenant-root", "tenant-root");

    List<Binding> OTHER_BINDINGS = List.of(
            new Binding("acme2", Environment.PROD, Plane.TENANT, "tenant-root", "tenant-root"),
            new Binding("acme", Environment.DEV, Plane.TENANT, "tenant-root", "tenant-root"),
            new Binding("acme", Environment.PROD, Plane.SHARED, "tenant-root", "tenant-root"),
            new Binding("acme", Environment.PROD, Plane.TENANT, "tenant-root2", "tenant-root"),
            new Binding("acme", Environment.PROD, Plane.TENANT, "tenant-root", "ledger-key"));

    int KEY_BYTES = 32;

    /** The same provider at each call within a test. */
    RootProvider provider() throws Exception;

    /** The key of it that the tests use. */
    default ProviderKeyReference reference() throws Exception {
        return ProviderKeyReference.DEFAULT;
    }

    /** A key of the same kind, which is another. */
    ProviderKey stranger() throws Exception;

    /** A name that no key of the provider has. */
    default ProviderKeyReference nobody() {
        return new ProviderKeyReference(Optional.of("no-such-key"), Optional.empty(), Optional.empty());
    }

    /** What can befall the key while it is in use, and what the adapter must say then. At least that it is out of reach. */
    List<Outage> outages() throws Exception;

    /**
     * Something that befalls a key.
     *
     * @param reason what every call must fail with meanwhile
     * @param end undoes {@code begin}
     */
    record Outage(String name, Reason reason, Step begin, Step end) {

        /** A step of a test. */
        @FunctionalInterface
        public interface Step {
            void run() throws Exception;
        }
    }

    static SecretBytes key(int size) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (17 + 31 * i);
        }
        return SecretBytes.own(bytes);
    }

    private static Deadline soon() {
        return Deadline.in(Duration.ofSeconds(30));
    }

    private ProviderKey opened() throws Exception {
        return provider().open(reference());
    }

    private RootKey root() throws Exception {
        return RootKey.open(provider(), reference(), CryptoProviders.jdk());
    }

    private boolean can(Capability capability) throws Exception {
        return provider().capabilities().contains(capability);
    }

    private static void fails(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RootProviderException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private static void refuses(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RootProviderException.class,
                        e -> assertThat(e.reason()).isIn(Reason.ALTERED, Reason.CONTEXT_MISMATCH));
    }

    @Test
    default void opensWhatItWrapped() throws Exception {
        byte[] blob = opened().wrap(key(KEY_BYTES), BINDING, soon());
        assertThat(blob).hasSizeBetween(1, RootKey.MOST_BLOB_BYTES);
        assertThat(opened().unwrap(blob, BINDING, soon())).isEqualTo(key(KEY_BYTES));
    }

    @Test
    default void showsNothingOfTheKey() throws Exception {
        byte[] once = opened().wrap(key(KEY_BYTES), BINDING, soon());
        byte[] again = opened().wrap(key(KEY_BYTES), BINDING, soon());
        assertThat(Arrays.equals(once, again) && can(Capability.RANDOMIZES)).isFalse();
        byte[] plain = key(KEY_BYTES).expose(byte[]::clone);
        assertThat(IntStream.rangeClosed(0, once.length - 8))
                .noneMatch(at -> Arrays.equals(once, at, at + 8, plain, 0, 8));
    }

    @Test
    default void refusesABlobOfAnotherBinding() throws Exception {
        byte[] blob = opened().wrap(key(KEY_BYTES), BINDING, soon());
        byte[] enveloped = root().wrap(key(KEY_BYTES), BINDING, soon());
        for (Binding other : OTHER_BINDINGS) {
            if (can(Capability.BINDS)) {
                refuses(() -> opened().unwrap(blob, other, soon()));
            }
            refuses(() -> root().unwrap(enveloped, other, soon()));
        }
    }

    @Test
    default void refusesABlobThatWasAltered() throws Exception {
        byte[] blob = opened().wrap(key(KEY_BYTES), BINDING, soon());
        if (can(Capability.AUTHENTICATES)) {
            alterations(blob).forEach(altered -> refuses(() -> opened().unwrap(altered, BINDING, soon())));
        }
        byte[] enveloped = root().wrap(key(KEY_BYTES), BINDING, soon());
        alterations(enveloped).forEach(altered -> refuses(() -> root().unwrap(altered, BINDING, soon())));
    }

    /**
     * What a blob is altered to: every bit flipped, every length. One whose calls take milliseconds each tries fewer; so does
     * one whose emulator overlooks some.
     */
    default List<byte[]> alterations(byte[] blob) {
        List<byte[]> altered = new ArrayList<>();
        for (int bit = 0; bit < blob.length * Byte.SIZE; bit++) {
            byte[] flipped = blob.clone();
            flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            altered.add(flipped);
        }
        for (int length = 0; length < blob.length; length++) {
            altered.add(Arrays.copyOf(blob, length));
        }
        altered.add(Arrays.copyOf(blob, blob.length + 1));
        return altered;
    }

    @Test
    default void refusesABlobOfAnotherKey() throws Exception {
        byte[] blob = stranger().wrap(key(KEY_BYTES), BINDING, soon());
        if (can(Capability.AUTHENTICATES)) {
            refuses(() -> opened().unwrap(blob, BINDING, soon()));
        }
    }

    @Test
    default void wrapsSecretsOfAnyLengthForCore() throws Exception {
        for (int size : List.of(1, 16, 31, 32, 48, 64, 65, 2560)) {
            byte[] blob = root().wrap(key(size), BINDING, soon());
            assertThat(root().unwrap(blob, BINDING, soon())).isEqualTo(key(size));
        }
    }

    @Test
    default void saysWhatBefallsItAndServesAgainAfterwards() throws Exception {
        byte[] blob = opened().wrap(key(KEY_BYTES), BINDING, soon());
        assertThat(outages()).extracting(Outage::reason).contains(Reason.UNREACHABLE);
        for (Outage outage : outages()) {
            outage.begin().run();
            fails(outage.reason(), () -> opened().unwrap(blob, BINDING, soon()));
            fails(outage.reason(), () -> opened().wrap(key(KEY_BYTES), BINDING, soon()));
            fails(outage.reason(), () -> opened().describe(soon()));
            outage.end().run();
            assertThat(opened().unwrap(blob, BINDING, soon()))
                    .as("after %s", outage.name())
                    .isEqualTo(key(KEY_BYTES));
        }
    }

    @Test
    default void doesNothingAfterTheDeadline() throws Exception {
        byte[] blob = opened().wrap(key(KEY_BYTES), BINDING, soon());
        Deadline passed = Deadline.in(Duration.ZERO);
        fails(Reason.UNREACHABLE, () -> opened().wrap(key(KEY_BYTES), BINDING, passed));
        fails(Reason.UNREACHABLE, () -> opened().unwrap(blob, BINDING, passed));
        fails(Reason.UNREACHABLE, () -> opened().describe(passed));
    }

    @Test
    default void knowsNoKeyThatItDoesNotHave() {
        fails(Reason.KEY_NOT_FOUND, () -> provider().open(nobody()).wrap(key(KEY_BYTES), BINDING, soon()));
    }

    @Test
    default void describesItsKeyAlikeEachTimeAndAnotherOneOtherwise() throws Exception {
        ProviderKey.Description description = opened().describe(soon());
        assertThat(description.id())
                .isNotBlank()
                .isEqualTo(opened().describe(soon()).id());
        assertThat(stranger().describe(soon())).isNotEqualTo(description);
    }

    @Test
    default void servesManyThreadsAtOnce() throws Exception {
        ProviderKey key = opened();
        List<Boolean> opened = IntStream.range(0, manyCalls())
                .parallel()
                .mapToObj(i -> roundTrips(key))
                .toList();
        assertThat(opened).hasSize(manyCalls()).doesNotContain(false);
    }

    /** How often it is called when many call at once. */
    default int manyCalls() {
        return 200;
    }

    private static boolean roundTrips(ProviderKey key) {
        try {
            byte[] blob = key.wrap(key(KEY_BYTES), BINDING, soon());
            return key.unwrap(blob, BINDING, soon()).equals(key(KEY_BYTES));
        } catch (RootProviderException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    default void hasANameThatCanBeALabel() throws Exception {
        assertThat(provider().name()).matches("[a-z][a-z0-9_-]*");
    }
}
