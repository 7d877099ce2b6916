package io.keywright.core.trust;

import io.keywright.model.AnchorType;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.model.pem.PemCertificates;
import io.keywright.model.pem.PemException;
import io.keywright.pki.validation.CertificateStrength;
import io.keywright.pki.validation.TrustedAuthority;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the certificate of an authority that somebody wants to be trusted, and refuses whatever should not be. */
final class AnchorCertificate {

    private static final int MAX_CHARACTERS = 16 * 1024;

    private AnchorCertificate() {}

    /**
     * The certificate in {@code pem}.
     *
     * @throws KeywrightException INVALID_REQUEST if it is not one certificate of an authority, strong and valid now
     */
    static X509Certificate read(String pem, AnchorType type, Instant now) {
        X509Certificate certificate = parse(pem);
        TrustedAuthority authority = new TrustedAuthority(certificate);
        Optional<TrustedAuthority.Fault> fault = authority.fault();
        if (fault.isPresent()) {
            throw refusal(
                    fault.get().name().toLowerCase(Locale.ROOT),
                    "Send the certificate of an authority that may vouch for clients, not this one: "
                            + fault.get().clause() + ".");
        }
        if (!authority.isValidAt(now)) {
            throw refusal("not_valid_now", "Send a certificate that is valid now.");
        }
        if (CertificateStrength.isOnUnknownCurve(certificate.getPublicKey())) {
            throw refusal("unsupported_key", "Send a certificate whose key is on P-256, P-384 or P-521, or of RSA.");
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
        if (pem.length() > MAX_CHARACTERS) {
            throw notACertificate("is longer than " + MAX_CHARACTERS + " characters");
        }
        try {
            return PemCertificates.one(pem);
        } catch (PemException e) {
            throw switch (e.kind()) {
                case FORM -> notACertificate(e.getMessage());
                case KEY ->
                    refusal("unsupported_key", "Send another certificate; what was sent " + e.getMessage() + ".");
            };
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

    private static KeywrightException notACertificate(@Nullable String fault) {
        return refusal("not_a_certificate", "Send one X.509 certificate in PEM; what was sent " + fault + ".");
    }

    private static KeywrightException refusal(String reason, String advice) {
        return new KeywrightException(
                ErrorCode.INVALID_REQUEST, advice, Map.of("member", "certificate", "reason", reason));
    }
}
