package io.keywright.core.crypto;

import io.keywright.model.KeyType;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;

/** The two NIST curves, by their SEC 2 names. */
final class Curves {

    private Curves() {}

    static ECGenParameterSpec named(KeyType type) {
        return switch (type) {
            case EC_P256, ECDH_P256 -> new ECGenParameterSpec("secp256r1");
            case EC_P384, ECDH_P384 -> new ECGenParameterSpec("secp384r1");
            case RSA_2048, RSA_3072, RSA_4096, ED25519, X25519, AES_256, HMAC_256, ML_DSA_65 ->
                throw new IllegalArgumentException(type.wireName() + " has no named curve");
        };
    }

    /** Whether {@code key} is a point of the curve of {@code type}, all domain parameters compared. */
    static boolean fits(KeyType type, ECPublicKey key) throws GeneralSecurityException {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(named(type));
        ECParameterSpec wanted = parameters.getParameterSpec(ECParameterSpec.class);
        ECParameterSpec found = key.getParams();
        return wanted.getCurve().equals(found.getCurve())
                && wanted.getGenerator().equals(found.getGenerator())
                && wanted.getOrder().equals(found.getOrder())
                && wanted.getCofactor() == found.getCofactor();
    }
}
