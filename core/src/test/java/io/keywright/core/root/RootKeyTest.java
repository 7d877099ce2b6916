package io.keywright.core.root;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.crypto.Binding;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.crypto.KeyWrap;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.crypto.UnwrapException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.core.work.Deadline;
import io.keywright.model.Environment;
import io.keywright.model.Plane;
import io.keywright.model.ProviderKeyReference;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Core believes nothing that an adapter answers, and needs little of it. */
class RootKeyTest {

    private static final CryptoProviders CRYPTO = CryptoProviders.jdk();
    private static final Binding BINDING = new Binding("acme", Environment.PROD, Plane.SHARED, "tenant-root", "root");
    private static final Binding OTHER = new Binding("globex", Environment.PROD, Plane.SHARED, "tenant-root", "root");

    private static SecretBytes secret() {
        return SecretBytes.own("a secret of a length of its own".getBytes(US_ASCII));
    }

    private static Deadline soon() {
        return Deadline.in(Duration.ofSeconds(10));
    }

    private static RootKey root(ProviderKey key, Capability... capabilities) {
        try {
            return RootKey.open(new OneKeyProvider(key, Set.of(capabilities)), ProviderKeyReference.DEFAULT, CRYPTO);
        } catch (RootProviderException e) {
            throw new AssertionError(e);
        }
    }

    private static void fails(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RootProviderException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void opensWhatItWrapped() throws Exception {
        RootKey root = root(new WeakKey());
        byte[] blob = root.wrap(secret(), BINDING, soon());
        assertThat(root.unwrap(blob, BINDING, soon())).isEqualTo(secret());
        assertThat(root.provider()).isEqualTo("one");
    }

    /** The key here binds nothing, authenticates nothing, and makes the same blob each time. */
    @Test
    void bindsAndAuthenticatesWhereTheProviderCannot() throws Exception {
        RootKey root = root(new WeakKey());
        byte[] blob = root.wrap(secret(), BINDING, soon());
        fails(Reason.ALTERED, () -> root.unwrap(blob, OTHER, soon()));
        for (int bit = 0; bit < blob.length * Byte.SIZE; bit++) {
            byte[] flipped = blob.clone();
            flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            fails(Reason.ALTERED, () -> root.unwrap(flipped, BINDING, soon()));
        }
        for (int length = 0; length < blob.length; length++) {
            byte[] truncated = Arrays.copyOf(blob, length);
            fails(Reason.ALTERED, () -> root.unwrap(truncated, BINDING, soon()));
        }
        fails(Reason.ALTERED, () -> root.unwrap(Arrays.copyOf(blob, blob.length + 1), BINDING, soon()));
    }

    @Test
    void letsNothingOutThatTheProviderDoesNotOpen() {
        fails(
                Reason.ALTERED,
                () -> wrappedBy(new WeakKey() {
                    @Override
                    public SecretBytes unwrap(byte[] wrapped, Binding binding, Deadline deadline) {
                        return SecretBytes.own(new byte[32]);
                    }
                }));
        fails(
                Reason.ALTERED,
                () -> wrappedBy(new WeakKey() {
                    @Override
                    public byte[] wrap(SecretBytes key, Binding binding, Deadline deadline) {
                        byte[] wrapped = super.wrap(key, binding, deadline);
                        wrapped[7] ^= 1;
                        return wrapped;
                    }
                }));
        fails(Reason.ALTERED, () -> wrappedBy(answering(new byte[0])));
        fails(Reason.ALTERED, () -> wrappedBy(answering(new byte[RootKey.MOST_BLOB_BYTES + 1])));
    }

    private static byte[] wrappedBy(ProviderKey key) throws RootProviderException {
        return root(key).wrap(secret(), BINDING, soon());
    }

    private static ProviderKey answering(byte[] wrapped) {
        return new WeakKey() {
            @Override
            public byte[] wrap(SecretBytes key, Binding binding, Deadline deadline) {
                return wrapped;
            }
        };
    }

    @Test
    void whatAnAdapterThrowsUnexpectedlyIsAFailureOfItsOwnKind() throws Exception {
        byte[] blob = root(new WeakKey()).wrap(secret(), BINDING, soon());
        RootKey root = root(new WeakKey() {
            @Override
            public Description describe(Deadline deadline) {
                throw new IllegalArgumentException("a bug");
            }

            @Override
            public byte[] wrap(SecretBytes key, Binding binding, Deadline deadline) {
                throw new NullPointerException("a bug");
            }

            @Override
            public SecretBytes unwrap(byte[] wrapped, Binding binding, Deadline deadline) {
                throw new IllegalStateException("a bug");
            }
        });
        fails(Reason.UNKNOWN, () -> root.describe(soon()));
        fails(Reason.UNKNOWN, () -> root.wrap(secret(), BINDING, soon()));
        fails(Reason.UNKNOWN, () -> root.unwrap(blob, BINDING, soon()));
    }

    /** The provider wrapped the secret itself then. Only one that binds and authenticates has ever done so. */
    @Test
    void opensWhatWasWrappedBeforeThereWereEnvelopes() throws Exception {
        byte[] blob = new StrongKey().wrap(secret(), BINDING, soon());
        assertThat(blob[0]).isEqualTo((byte) 1);
        RootKey root = root(new StrongKey(), Capability.BINDS, Capability.AUTHENTICATES);
        assertThat(root.unwrap(blob, BINDING, soon())).isEqualTo(secret());
        fails(Reason.ALTERED, () -> root.unwrap(blob, OTHER, soon()));
        fails(Reason.ALTERED, () -> root(new WeakKey()).unwrap(blob, BINDING, soon()));
    }

    @Test
    void thereIsNoFallbackFromOneProviderToAnother() throws Exception {
        RootKeys keys = new RootKeys(CRYPTO, new OneKeyProvider(new WeakKey(), EnumSet.noneOf(Capability.class)));
        assertThat(keys.ofInstallation().provider()).isEqualTo("one");
        assertThat(keys.open("one", ProviderKeyReference.DEFAULT).provider()).isEqualTo("one");
        fails(Reason.PROVIDER_NOT_CONFIGURED, () -> keys.open("two", ProviderKeyReference.DEFAULT));
    }

    /** As bad a key as a provider might have: it turns each bit around. */
    private static class WeakKey implements ProviderKey {

        @Override
        public Description describe(Deadline deadline) {
            return new Description("weak", "");
        }

        @Override
        public byte[] wrap(SecretBytes key, Binding binding, Deadline deadline) {
            return key.expose(WeakKey::turned);
        }

        @Override
        public SecretBytes unwrap(byte[] wrapped, Binding binding, Deadline deadline) throws RootProviderException {
            return SecretBytes.own(turned(wrapped));
        }

        private static byte[] turned(byte[] bytes) {
            byte[] turned = new byte[bytes.length];
            for (int i = 0; i < bytes.length; i++) {
                turned[i] = (byte) ~bytes[i];
            }
            return turned;
        }
    }

    private static final class StrongKey extends WeakKey {

        private static final KeyWrap WRAP = new KeyWrap(CRYPTO);
        private static final SecretBytes ROOT = SecretBytes.own(new byte[32]);

        @Override
        public byte[] wrap(SecretBytes key, Binding binding, Deadline deadline) {
            return WRAP.wrap(ROOT, key, binding);
        }

        @Override
        public SecretBytes unwrap(byte[] wrapped, Binding binding, Deadline deadline) throws RootProviderException {
            try {
                return WRAP.unwrap(ROOT, wrapped, binding);
            } catch (UnwrapException e) {
                throw new RootProviderException(Reason.ALTERED, "altered", e);
            }
        }
    }

    private record OneKeyProvider(ProviderKey key, Set<Capability> capabilities) implements RootProvider {

        @Override
        public String name() {
            return "one";
        }

        @Override
        public ProviderKey open(ProviderKeyReference reference) {
            return key;
        }
    }
}
