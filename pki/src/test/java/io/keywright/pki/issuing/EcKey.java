package io.keywright.pki.issuing;

import io.keywright.model.Algorithm;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;

/** A key on P-256 whose private half is at hand. */
record EcKey(KeyPair pair) implements AuthorityKey {

    static EcKey generate() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return new EcKey(generator.generateKeyPair());
    }

    @Override
    public PublicKey publicKey() {
        return pair.getPublic();
    }

    @Override
    public Algorithm algorithm() {
        return Algorithm.ES256;
    }

    @Override
    public byte[] sign(byte[] content) {
        return sign("SHA256withECDSAinP1363Format", content);
    }

    /** The same in the form of X.509. */
    byte[] signDer(byte[] content) {
        return sign("SHA256withECDSA", content);
    }

    private byte[] sign(String algorithm, byte[] content) {
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(pair.getPrivate());
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
