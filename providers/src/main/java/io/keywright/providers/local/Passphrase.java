package io.keywright.providers.local;

import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import java.nio.CharBuffer;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Arrays;

/**
 * A root key derived from a passphrase and a salt, which a file keeps. The salt is no secret, but as hard to replace as
 * the root itself. The passphrase is normalized (NFKC), so that it does not matter which keyboard typed it.
 */
final class Passphrase implements RootSource {

    /** NIST SP 800-63B asks for 8 of a memorized secret; this one has no limit on guesses. */
    static final int LEAST_CHARACTERS = 16;

    private final PrivateFile saltFile;
    private final char[] passphrase;
    private byte[] loaded = {};

    private Passphrase(PrivateFile saltFile, char[] passphrase) {
        this.saltFile = saltFile;
        this.passphrase = passphrase;
    }

    /** Copies {@code passphrase}. */
    static Passphrase of(PrivateFile saltFile, char[] passphrase) throws RootProviderException {
        char[] normalized = Normalizer.normalize(CharBuffer.wrap(passphrase), Normalizer.Form.NFKC)
                .toCharArray();
        if (normalized.length < LEAST_CHARACTERS) {
            throw new RootProviderException(
                    Reason.BAD_CREDENTIALS, "The passphrase must have at least " + LEAST_CHARACTERS + " characters.");
        }
        return new Passphrase(saltFile, normalized);
    }

    @Override
    public PrivateFile file() {
        return saltFile;
    }

    void createIfMissing(SecureRandom random) throws RootProviderException {
        if (saltFile.missing()) {
            saltFile.create(Pbkdf2.fresh(random).line());
        }
    }

    /** Reads the salt, derives, and forgets the passphrase. */
    @Override
    public SecretBytes load() throws RootProviderException {
        loaded = saltFile.read();
        Pbkdf2 derivation = Pbkdf2.parse(loaded)
                .orElseThrow(() -> new RootProviderException(
                        Reason.WRONG_KEY_TYPE, saltFile + " is damaged. Put it back from your backup."));
        try {
            return derivation.derive(passphrase, KeyFile.ROOT_BYTES);
        } finally {
            Arrays.fill(passphrase, '\0');
        }
    }

    @Override
    public void checkInPlace(SecretBytes root) throws RootProviderException {
        if (!Arrays.equals(saltFile.read(), loaded)) {
            throw new RootProviderException(
                    Reason.UNREACHABLE, saltFile + " was altered since it was read. Put it back from your backup.");
        }
    }
}
