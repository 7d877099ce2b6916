package io.keywright.ledger.cosignature;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;

/** Cosigners with fresh keys. */
public final class TestCosigners {

    private TestCosigners() {}

    public static Cosigner of(String name, CosignatureType type) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(type.keyAlgorithm()).generateKeyPair();
            return new Cosigner(CosignerKey.of(name, type, pair.getPublic()), pair.getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
