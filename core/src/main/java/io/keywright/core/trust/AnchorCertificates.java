package io.keywright.core.trust;

import io.keywright.model.AnchorType;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.pki.truststore.SentCertificates;
import io.keywright.pki.truststore.TrustStoreException;
import io.keywright.pki.validation.CertificateStrength;
import io.keywright.pki.validation.TrustedAuthority;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the certificates of authorities that somebody wants to be trusted, and refuses whatever should not be. */
final class AnchorCertificates {

    private static final int MOST_CHARACTERS = 512 * 1024;
    private static final int MOST = 100;

    private AnchorCertificates() {}

    /**
     * What was sent, in its order. May keep a processor busy for a second.
     *
     * @throws KeywrightException INVALID_REQUEST unless each is the certificate of an authority, strong and valid now; says
     *     which is not
     */
    static List<X509Certificate> read(SentAnchors sent, AnchorType type, Instant now) {
        List<X509Certificate> certificates = parse(sent);
        if (certificates.size() > MOST) {
            throw refusal("too_many_certificates", "Send at most " + MOST + " certificates at once.");
        }
        Set<X509Certificate> seen = new HashSet<>();
        for (int i = 0; i < certificates.size(); i++) {
            X509Certificate certificate = certificates.get(i);
            Place place = new Place(i + 1, certificates.size(), certificate);
            judge(certificate, type, now).ifPresent(fault -> {
                throw place.refusal(fault);
            });
            if (!seen.add(certificate)) {
                throw place.refusal(new Fault("anchor_exists", "Send each certificate once."));
            }
        }
        return certificates;
    }

    /** What is wrong with a certificate, and what to do. */
    record Fault(String reason, String advice) {}

    /** Where a certificate stands among those that were sent. */
    private record Place(int number, int all, X509Certificate certificate) {

        KeywrightException refusal(Fault fault) {
            if (all == 1) {
                return AnchorCertificates.refusal(fault.reason(), fault.advice());
            }
            String subject = certificate.getSubjectX500Principal().getName();
            return new KeywrightException(
                    ErrorCode.INVALID_REQUEST,
                    "None was added, because of certificate " + number + " of " + all + " (" + subject + "): "
                            + fault.advice(),
                    Map.of("member", "certificate", "reason", fault.reason(), "number", number, "subject", subject));
        }
    }

    private static Optional<Fault> judge(X509Certificate certificate, AnchorType type, Instant now) {
        TrustedAuthority authority = new TrustedAuthority(certificate);
        return authority
                .fault()
                .map(fault -> new Fault(
                        fault.name().toLowerCase(Locale.ROOT),
                        "Send the certificate of an authority that may vouch for clients, not this one: "
                                + fault.clause() + "."))
                .or(() -> authority.isValidAt(now)
                        ? Optional.empty()
                        : Optional.of(new Fault("not_valid_now", "Send a certificate that is valid now.")))
                .or(() -> strength(certificate))
                .or(() -> type == AnchorType.ROOT && !isSelfSigned(certificate)
                        ? Optional.of(new Fault(
                                "not_a_root", "Send a self-signed certificate, or choose another anchor_type."))
                        : Optional.empty());
    }

    private static Optional<Fault> strength(X509Certificate certificate) {
        if (CertificateStrength.isOnUnknownCurve(certificate.getPublicKey())) {
            return Optional.of(new Fault(
                    "unsupported_key", "Send a certificate whose key is on P-256, P-384 or P-521, or of RSA."));
        }
        return CertificateStrength.weakness(certificate)
                .map(weakness ->
                        new Fault("weak", "Send a certificate with a stronger key and signature: " + weakness + "."));
    }

    private static List<X509Certificate> parse(SentAnchors sent) {
        if (sent.certificates().length() > MOST_CHARACTERS) {
            throw refusal("not_a_certificate", "Send at most " + MOST_CHARACTERS + " characters.");
        }
        try {
            return SentCertificates.read(sent.certificates(), sent.password());
        } catch (TrustStoreException e) {
            throw refusal(e);
        }
    }

    private static KeywrightException refusal(TrustStoreException fault) {
        String what = "; what was sent " + fault.getMessage() + ".";
        return switch (fault.kind()) {
            case FORM -> refusal("not_a_certificate", "Send X.509 certificates in PEM, DER, PKCS#7 or PKCS#12" + what);
            case KEY -> refusal("unsupported_key", "Send a certificate with another key" + what);
            case PASSWORD -> refusal("wrong_password", "Send the file's password" + what);
            case WORK -> refusal("too_much_work", "Send the certificates in PEM" + what);
            case PRIVATE_KEY -> refusal("private_key", "Send certificates alone" + what);
        };
    }

    private static boolean isSelfSigned(X509Certificate certificate) {
        try {
            certificate.verify(certificate.getPublicKey());
            return certificate.getIssuerX500Principal().equals(certificate.getSubjectX500Principal());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static KeywrightException refusal(String reason, String advice) {
        return new KeywrightException(
                ErrorCode.INVALID_REQUEST, advice, Map.of("member", "certificate", "reason", reason));
    }
}
