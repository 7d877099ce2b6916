package io.keywright.pki.issuing;

import io.keywright.model.Algorithm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;

/** Has an authority's key sign what Bouncy Castle has put together, in the form that X.509 wants (RFC 3279, section 2.2). */
final class KeySigner implements ContentSigner {

    private final AuthorityKey key;
    private final AlgorithmIdentifier identifier;
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();

    KeySigner(AuthorityKey key) {
        this.key = key;
        this.identifier = new DefaultSignatureAlgorithmIdentifierFinder().find(name(key.algorithm()));
    }

    private static String name(Algorithm algorithm) {
        return switch (algorithm) {
            case RS256 -> "SHA256withRSA";
            case ES256 -> "SHA256withECDSA";
            case ES384 -> "SHA384withECDSA";
            case PS256, EDDSA, HS256, ML_DSA_65, AES_256_GCM, CHACHA20_POLY1305, ECDH ->
                throw new IllegalArgumentException(algorithm.wireName() + " signs no certificates");
        };
    }

    @Override
    public AlgorithmIdentifier getAlgorithmIdentifier() {
        return identifier;
    }

    @Override
    public OutputStream getOutputStream() {
        return content;
    }

    @Override
    public byte[] getSignature() {
        byte[] signature = key.sign(content.toByteArray());
        return key.algorithm() == Algorithm.RS256 ? signature : sequence(signature);
    }

    private static byte[] sequence(byte[] halves) {
        int half = halves.length / 2;
        try {
            return new DERSequence(new ASN1Encodable[] {
                        integer(Arrays.copyOf(halves, half)), integer(Arrays.copyOfRange(halves, half, halves.length))
                    })
                    .getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException("a signature cannot be encoded", e);
        }
    }

    private static ASN1Integer integer(byte[] magnitude) {
        return new ASN1Integer(new BigInteger(1, magnitude));
    }
}
