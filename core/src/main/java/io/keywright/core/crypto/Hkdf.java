package io.keywright.core.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/** Derives keys from keys (RFC 5869). */
final class Hkdf {

    private Hkdf() {}

    /** A key for {@code purpose} alone, by HKDF-SHA256 without salt and with the purpose as info. */
    static SecretBytes subkey(SecretKey key, String purpose, int bytes) throws GeneralSecurityException {
        HKDFParameterSpec spec =
                HKDFParameterSpec.ofExtract().addIKM(key).thenExpand(purpose.getBytes(US_ASCII), bytes);
        return SecretBytes.own(KDF.getInstance("HKDF-SHA256").deriveData(spec));
    }
}
