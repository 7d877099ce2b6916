package io.keywright.core.trust;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Which keys and signatures in certificates are too weak to rely on: what gives less than 112 bits (NIST SP 800-57). */
public final class CertificateStrength {

    private static final int MIN_RSA_BITS = 2048;
    private static final int MIN_EC_BITS = 256;

    private CertificateStrength() {}

    /** What is weak in {@code certificate}, to be shown; empty if nothing is. */
    public static Optional<String> weakness(X509Certificate certificate) {
        String signature = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
        if (Stream.of("MD2", "MD4", "MD5", "SHA1", "SHA-1").anyMatch(signature::startsWith)) {
            return Optional.of("its signature uses a broken hash");
        }
        return isStrong(certificate.getPublicKey())
                ? Optional.empty()
                : Optional.of("its key is neither RSA of 2048 bits, EC of 256 bits, nor Edwards");
    }

    private static boolean isStrong(PublicKey key) {
        return switch (key) {
            case RSAPublicKey rsa -> rsa.getModulus().bitLength() >= MIN_RSA_BITS;
            case ECPublicKey ec -> ec.getParams().getOrder().bitLength() >= MIN_EC_BITS;
            case EdECPublicKey edwards -> true;
            default -> false;
        };
    }
}
