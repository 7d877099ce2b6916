package io.keywright.core.trust;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.keywright.model.AnchorType;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the certificate of an authority that somebody wants to be trusted, and refuses whatever should not be. */
final class AnchorCertificate {

    private static final Pattern PEM =
            Pattern.compile("\\s*-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\\s]+)-----END CERTIFICATE-----\\s*");
    private static final int MAX_CHARACTERS = 16 * 1024;
    private static final int KEY_CERT_SIGN = 5;

    private AnchorCertificate() {}

    /**
     * The certificate in {@code pem}.
     *
     * @throws KeywrightException INVALID_REQUEST if it is not one certificate of an authority, strong and valid now
     */
    static X509Certificate read(String pem, AnchorType type, Instant now) {
        X509Certificate certificate = parse(pem);
        checkAuthority(certificate);
        try {
            certificate.checkValidity(Date.from(now));
        } catch (CertificateException e) {
            throw refusal("not_valid_now", "Send a certificate that is valid now.");
        }
        Optional<String> weakness = CertificateStrength.weakness(certificate);
        if (weakness.isPresent()) {
            throw refusal("weak", "Send a certificate with a stronger key and signature: " + weakness.get() + ".");
        }
        if (type == AnchorType.ROOT && !isSelfSigned(certificate)) {
            throw refusal("not_a_root", "Send a self-signed certificate, or choose another anchor_type.");
        }
        return certificate;
    }

    private static X509Certificate parse(String pem) {
        Matcher block = PEM.matcher(pem);
        if (pem.length() > MAX_CHARACTERS || !block.matches()) {
            throw notACertificate();
        }
        try {
            byte[] der = Base64.getDecoder()
                    .decode(block.group(1).replaceAll("\\s", "").getBytes(US_ASCII));
            X509Certificate certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
            if (!Arrays.equals(der, certificate.getEncoded())) {
                throw notACertificate();
            }
            return certificate;
        } catch (CertificateException | IllegalArgumentException e) {
            throw notACertificate();
        }
    }

    private static void checkAuthority(X509Certificate certificate) {
        boolean[] usage = certificate.getKeyUsage();
        if (certificate.getBasicConstraints() < 0 || (usage != null && !usage[KEY_CERT_SIGN])) {
            throw refusal("not_an_authority", "Send the certificate of an authority, with CA:TRUE.");
        }
        if (certificate.hasUnsupportedCriticalExtension()) {
            throw refusal("critical_extension", "Send a certificate without critical extensions of its own.");
        }
    }

    private static boolean isSelfSigned(X509Certificate certificate) {
        try {
            certificate.verify(certificate.getPublicKey());
            return certificate.getIssuerX500Principal().equals(certificate.getSubjectX500Principal());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static KeywrightException notACertificate() {
        return refusal("not_a_certificate", "Send one X.509 certificate in PEM.");
    }

    private static KeywrightException refusal(String reason, String advice) {
        return new KeywrightException(
                ErrorCode.INVALID_REQUEST, advice, Map.of("member", "certificate", "reason", reason));
    }
}
