package io.keywright.pki;

import io.keywright.model.Algorithm;
import io.keywright.pki.issuing.AuthorityKey;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.Signature;

/** An authority's EC key whose private half is in memory. */
record HeldKey(KeyPair pair) implements AuthorityKey {

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
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(pair.getPrivate());
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this key signs no certificates", e);
        }
    }
}
