package io.keywright.server.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.impl.BaseJWSProvider;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;

/** Verifies {@code EdDSA} with Ed25519 (RFC 8037) by JCA. */
public final class Ed25519Verifier extends BaseJWSProvider implements JWSVerifier {

    private static final String NAME = "Ed25519";
    private static final int KEY_BYTES = 32;

    /** A SubjectPublicKeyInfo (RFC 8410) up to where the key begins. */
    private static final byte[] SPKI_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private final PublicKey key;

    /** @param x the key's 32 bytes */
    public Ed25519Verifier(byte[] x) throws GeneralSecurityException {
        super(Set.of(JWSAlgorithm.EdDSA));
        if (x.length != KEY_BYTES) {
            throw new GeneralSecurityException("an Ed25519 public key has " + KEY_BYTES + " bytes");
        }
        byte[] spki = Arrays.copyOf(SPKI_PREFIX, SPKI_PREFIX.length + KEY_BYTES);
        System.arraycopy(x, 0, spki, SPKI_PREFIX.length, KEY_BYTES);
        this.key = KeyFactory.getInstance(NAME).generatePublic(new X509EncodedKeySpec(spki));
    }

    /** The key that it verifies with. */
    public PublicKey key() {
        return key;
    }

    @Override
    public boolean verify(JWSHeader header, byte[] signingInput, Base64URL signature) throws JOSEException {
        try {
            Signature verification = Signature.getInstance(NAME);
            verification.initVerify(key);
            verification.update(signingInput);
            return verification.verify(signature.decode());
        } catch (GeneralSecurityException e) {
            throw new JOSEException("not an Ed25519 signature", e);
        }
    }
}
