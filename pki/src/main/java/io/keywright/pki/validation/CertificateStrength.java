package io.keywright.pki.validation;

import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Which keys and signatures in certificates are too weak to rely on: what gives less than 112 bits (NIST SP 800-57). */
public final class CertificateStrength {

    private static final int MIN_RSA_BITS = 2048;
    /** More costs whoever checks a signature, and gains nothing. */
    private static final int MAX_RSA_BITS = 8192;

    private static final List<ECParameterSpec> CURVES = Stream.of("secp256r1", "secp384r1", "secp521r1")
            .map(CertificateStrength::curve)
            .toList();

    private CertificateStrength() {}

    /** What is weak in {@code certificate}, to be shown; empty if nothing is. */
    public static Optional<String> weakness(X509Certificate certificate) {
        return usesBrokenHash(certificate.getSigAlgName())
                ? Optional.of("its signature uses a broken hash")
                : weakness(certificate.getPublicKey());
    }

    /**
     * Whether signatures of that algorithm can be made for something else, too.
     *
     * @param signatureAlgorithm as the JCA names it, such as SHA1withRSA
     */
    public static boolean usesBrokenHash(String signatureAlgorithm) {
        String name = signatureAlgorithm.toUpperCase(Locale.ROOT);
        return Stream.of("MD2", "MD4", "MD5", "SHA1", "SHA-1").anyMatch(name::startsWith);
    }

    /** What is weak in {@code key}, to be shown; empty if nothing is. */
    public static Optional<String> weakness(PublicKey key) {
        return isStrong(key)
                ? Optional.empty()
                : Optional.of("its key is neither RSA of 2048 to 8192 bits, EC on P-256, P-384 or P-521, nor Edwards");
    }

    private static boolean isStrong(PublicKey key) {
        return switch (key) {
            case RSAPublicKey rsa -> isUsual(rsa.getModulus().bitLength());
            case ECPublicKey ec -> !isOnUnknownCurve(ec);
            case EdECPublicKey edwards -> true;
            default -> false;
        };
    }

    private static boolean isUsual(int rsaBits) {
        return rsaBits >= MIN_RSA_BITS && rsaBits <= MAX_RSA_BITS;
    }

    /** Whether this is a key on a curve that nothing here computes with, the weak ones included. */
    public static boolean isOnUnknownCurve(PublicKey key) {
        return key instanceof ECPublicKey ec && CURVES.stream().noneMatch(it -> isSame(it, ec.getParams()));
    }

    private static boolean isSame(ECParameterSpec one, ECParameterSpec other) {
        return one.getCurve().equals(other.getCurve())
                && one.getGenerator().equals(other.getGenerator())
                && one.getOrder().equals(other.getOrder());
    }

    private static ECParameterSpec curve(String name) {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec(name));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK lacks the curve " + name, e);
        }
    }
}
