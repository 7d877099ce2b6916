package io.keywright.core.foreign;

import io.keywright.ledger.digest.Sha256;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.model.pem.Pem;
import io.keywright.model.pem.PemBlock;
import io.keywright.model.pem.PemException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** An RSA public key of 3072 to 8192 bits that key material is wrapped for. */
public final class TransportKey {

    private static final String LABEL = "PUBLIC KEY";
    private static final int LEAST_BITS = 3072;
    private static final int MOST_BITS = 8192;
    private static final BigInteger LEAST_EXPONENT = BigInteger.valueOf(65537);
    private static final int MOST_EXPONENT_BITS = 64;

    private final RSAPublicKey key;

    private TransportKey(RSAPublicKey key) {
        this.key = key;
    }

    /**
     * The key in a PEM block {@code PUBLIC KEY} (RFC 7468, section 13), and nothing beside it.
     *
     * @throws KeywrightException INVALID_REQUEST if it is none, or weaker than what it would carry
     */
    public static TransportKey parse(String pem) {
        try {
            List<PemBlock> blocks = Pem.blocks(pem);
            if (blocks.size() != 1 || !blocks.getFirst().label().equals(LABEL)) {
                throw refusal();
            }
            return of(blocks.getFirst().content());
        } catch (PemException e) {
            throw refusal();
        }
    }

    /** The same of SubjectPublicKeyInfo in canonical DER. */
    public static TransportKey of(byte[] info) {
        try {
            return KeyFactory.getInstance("RSA", "SunRsaSign").generatePublic(new X509EncodedKeySpec(info))
                                    instanceof RSAPublicKey rsa
                            && Arrays.equals(rsa.getEncoded(), info)
                            && isStrong(rsa)
                    ? new TransportKey(rsa)
                    : refused();
        } catch (GeneralSecurityException e) {
            throw refusal();
        }
    }

    private static boolean isStrong(RSAPublicKey key) {
        int bits = key.getModulus().bitLength();
        BigInteger exponent = key.getPublicExponent();
        return bits >= LEAST_BITS
                && bits <= MOST_BITS
                && key.getModulus().testBit(0)
                && exponent.testBit(0)
                && exponent.compareTo(LEAST_EXPONENT) >= 0
                && exponent.bitLength() <= MOST_EXPONENT_BITS
                && !RocaFingerprint.of(key.getModulus());
    }

    private static TransportKey refused() {
        throw refusal();
    }

    private static KeywrightException refusal() {
        return new KeywrightException(
                ErrorCode.INVALID_REQUEST,
                "wrapping_key must be one RSA public key of 3072 to 8192 bits in PEM (BEGIN PUBLIC KEY).",
                Map.of("member", "wrapping_key", "reason", "wrapping_key"));
    }

    RSAPublicKey key() {
        return key;
    }

    /** SHA-256 of its SubjectPublicKeyInfo, in hexadecimal digits. */
    public String sha256() {
        return HexFormat.of().formatHex(Sha256.of(key.getEncoded()));
    }

    /** The key in PEM. */
    public String pem() {
        return Pem.write(PemBlock.publicKey(key.getEncoded()));
    }
}
