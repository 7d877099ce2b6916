package io.keywright.core.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.keywright.model.Kdf;
import java.security.GeneralSecurityException;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/** Derives from strong secrets (RFC 5869). */
final class Hkdf {

    private Hkdf() {}

    /** A key for {@code purpose} alone, by HKDF-SHA256 without salt and with the purpose as info. */
    static SecretBytes subkey(SecretKey key, String purpose, int bytes) throws GeneralSecurityException {
        HKDFParameterSpec spec =
                HKDFParameterSpec.ofExtract().addIKM(key).thenExpand(purpose.getBytes(US_ASCII), bytes);
        return derive(Kdf.HKDF_SHA256, spec);
    }

    /** Extracts with {@code salt}, and expands with {@code info}. */
    static SecretBytes derive(Kdf kdf, SecretKey secret, byte[] salt, byte[] info, int bytes)
            throws GeneralSecurityException {
        HKDFParameterSpec.Builder extract = HKDFParameterSpec.ofExtract().addIKM(secret);
        return derive(kdf, (salt.length == 0 ? extract : extract.addSalt(salt)).thenExpand(info, bytes));
    }

    private static SecretBytes derive(Kdf kdf, HKDFParameterSpec spec) throws GeneralSecurityException {
        return SecretBytes.own(KDF.getInstance(kdf.wireName()).deriveData(spec));
    }
}
