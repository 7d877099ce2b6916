package io.keywright.providers.local;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.keywright.core.crypto.Binding;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.crypto.KeyWrap;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.crypto.UnwrapException;
import io.keywright.core.root.ProviderKey;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.core.work.Deadline;
import io.keywright.ledger.digest.Sha256;
import java.nio.ByteBuffer;

/**
 * The root key in memory. It wraps with AES-256-GCM ({@link KeyWrap}), the binding being authenticated. Each call looks
 * again at the file that the root came from: a root that its owner took away or replaced is UNREACHABLE at once, not at
 * the next start. Cannot print its root. Safe from any thread.
 */
final class LocalKey implements ProviderKey, AutoCloseable {

    private static final byte[] FINGERPRINT = "keywright-local-root-v1".getBytes(US_ASCII);
    private static final int FINGERPRINT_DIGITS = 16;

    private final RootSource source;
    private final SecretBytes root;
    private final KeyWrap keyWrap;

    LocalKey(RootSource source, CryptoProviders crypto) throws RootProviderException {
        this.source = source;
        this.root = source.load();
        this.keyWrap = new KeyWrap(crypto);
    }

    /** Named by a digest of the root, which tells two roots apart and says nothing else of them. */
    @Override
    public Description describe(Deadline deadline) throws RootProviderException {
        requireInPlace(deadline);
        String digest = root.expose(bytes -> Sha256.hex(ByteBuffer.allocate(FINGERPRINT.length + bytes.length)
                .put(FINGERPRINT)
                .put(bytes)
                .array()));
        return new Description(digest.substring(0, FINGERPRINT_DIGITS), "");
    }

    @Override
    public byte[] wrap(SecretBytes key, Binding binding, Deadline deadline) throws RootProviderException {
        requireInPlace(deadline);
        return keyWrap.wrap(root, key, binding);
    }

    @Override
    public SecretBytes unwrap(byte[] wrapped, Binding binding, Deadline deadline) throws RootProviderException {
        requireInPlace(deadline);
        try {
            return keyWrap.unwrap(root, wrapped, binding);
        } catch (UnwrapException e) {
            throw new RootProviderException(
                    Reason.ALTERED,
                    "The root key of " + source.file()
                            + " does not open this: another root or passphrase wrapped it, or it was altered.",
                    e);
        }
    }

    private void requireInPlace(Deadline deadline) throws RootProviderException {
        if (deadline.passed()) {
            throw new RootProviderException(Reason.UNREACHABLE, "The deadline had passed before the call began.");
        }
        source.checkInPlace(root);
    }

    @Override
    public void close() {
        root.close();
    }

    @Override
    public String toString() {
        return source.getClass().getSimpleName();
    }
}
