package io.keywright.providers.pkcs11;

import io.keywright.core.crypto.SecretBytes;
import io.keywright.providers.pkcs11.Connection.Session;
import io.keywright.providers.pkcs11.cryptoki.CryptokiException;
import io.keywright.providers.pkcs11.cryptoki.Mechanism.AesGcm;
import io.keywright.providers.pkcs11.cryptoki.ReturnValue;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** AES-256-GCM inside a token, with IVs of 12 random bytes from here. */
final class TokenCipher {

    /** What tokens answer to a wrong tag, the last four for want of a better word. */
    private static final Set<ReturnValue> WRONG_TAG = EnumSet.of(
            ReturnValue.ENCRYPTED_DATA_INVALID,
            ReturnValue.AEAD_DECRYPT_FAILED,
            ReturnValue.SIGNATURE_INVALID,
            ReturnValue.GENERAL_ERROR,
            ReturnValue.FUNCTION_FAILED,
            ReturnValue.DATA_INVALID,
            ReturnValue.DEVICE_ERROR);

    private final SecureRandom random;

    TokenCipher(SecureRandom random) {
        this.random = random;
    }

    Blob seal(Session session, long key, byte[] plaintext, byte[] aad) throws CryptokiException {
        byte[] iv = new byte[Blob.IV_BYTES];
        random.nextBytes(iv);
        return new Blob(
                iv, session.cryptoki().operations().encrypt(session.handle(), key, new AesGcm(iv, aad), plaintext));
    }

    /**
     * Opens what {@link #seal} made.
     *
     * @return empty if the key is at work and this is not its doing. As SoftHSM says nothing but CKR_GENERAL_ERROR then, the
     *     key is tried on something that is: were the token broken, the caller must not hear that its data is.
     */
    Optional<SecretBytes> open(Session session, long key, Blob blob, byte[] aad) throws CryptokiException {
        try {
            return Optional.of(SecretBytes.own(decrypt(session, key, blob, aad)));
        } catch (CryptokiException e) {
            if (e.value().filter(WRONG_TAG::contains).isEmpty() || !works(session, key)) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /** Whether the key opens what it sealed. */
    private boolean works(Session session, long key) {
        byte[] probe = new byte[Blob.KEY_BYTES];
        try {
            Blob blob = seal(session, key, probe, probe);
            return Arrays.equals(decrypt(session, key, blob, probe), probe);
        } catch (CryptokiException e) {
            return false;
        }
    }

    private static byte[] decrypt(Session session, long key, Blob blob, byte[] aad) throws CryptokiException {
        return session.cryptoki()
                .operations()
                .decrypt(session.handle(), key, new AesGcm(blob.iv(), aad), blob.sealed());
    }
}
