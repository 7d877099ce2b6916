package io.keywright.core.trust;

import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.model.pem.PemCertificates;
import io.keywright.model.pem.PemException;
import io.keywright.pki.validation.OcspAnswer;
import io.keywright.pki.validation.PathQuestion;
import io.keywright.pki.validation.PeerName;
import io.keywright.pki.validation.Purpose;
import io.keywright.pki.validation.RevocationList;
import io.keywright.pki.validation.RevocationRegister;
import io.keywright.pki.validation.RevocationRule;
import io.keywright.pki.validation.TrustedAuthority;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What somebody asks of a certificate.
 *
 * @param certificate in PEM
 * @param intermediates certificates in PEM or PKCS#7, in any order, that may help on the way
 * @param name that it must have: a host, an IP address or a URI
 * @param ocsp a responder's answer about it, DER in Base64
 * @param fetch whether addresses in certificates are asked for what is missing
 * @param time at which it must be valid; empty for now
 */
public record CertificateQuery(
        String certificate,
        Optional<String> intermediates,
        Purpose purpose,
        Optional<String> name,
        Optional<Instant> time,
        RevocationRule revocation,
        Optional<String> ocsp,
        boolean fetch) {

    private static final int MOST_CHARACTERS = 256 * 1024;
    private static final int MOST_INTERMEDIATES = 20;

    /**
     * The same, read.
     *
     * @throws KeywrightException INVALID_REQUEST naming the member that cannot be read
     */
    PathQuestion question(
            Set<TrustedAuthority> authorities, List<RevocationList> lists, RevocationRegister register, Instant now) {
        return new PathQuestion(
                leaf(),
                others(),
                authorities,
                lists,
                answers(),
                register,
                revocation,
                purpose,
                name.map(CertificateQuery::name),
                time.orElse(now));
    }

    private X509Certificate leaf() {
        requireShort("certificate", certificate);
        try {
            return PemCertificates.one(certificate);
        } catch (PemException e) {
            throw refusal("certificate", "Send one X.509 certificate in PEM; what was sent " + e.getMessage() + ".");
        }
    }

    private List<X509Certificate> others() {
        if (intermediates.isEmpty()) {
            return List.of();
        }
        requireShort("intermediates", intermediates.get());
        try {
            List<X509Certificate> others =
                    PemCertificates.inFile(intermediates.get().getBytes(StandardCharsets.UTF_8));
            if (others.size() > MOST_INTERMEDIATES) {
                throw refusal("intermediates", "Send at most " + MOST_INTERMEDIATES + " certificates.");
            }
            return others;
        } catch (PemException e) {
            throw refusal(
                    "intermediates", "Send X.509 certificates in PEM or PKCS#7; what was sent " + e.getMessage() + ".");
        }
    }

    private List<OcspAnswer> answers() {
        if (ocsp.isEmpty()) {
            return List.of();
        }
        requireShort("ocsp", ocsp.get());
        try {
            return List.of(OcspAnswer.read(Base64.getDecoder().decode(ocsp.get())));
        } catch (IOException e) {
            throw refusal("ocsp", "Send an OCSP response (RFC 6960); of what was sent, " + e.getMessage() + ".");
        } catch (IllegalArgumentException e) {
            throw refusal("ocsp", "Send an OCSP response in DER, in Base64.");
        }
    }

    private static PeerName name(String text) {
        return PeerName.of(text)
                .orElseThrow(() -> refusal("name", "Send a host name, an IP address, or a URI such as a SPIFFE id."));
    }

    private static void requireShort(String member, String text) {
        if (text.length() > MOST_CHARACTERS) {
            throw refusal(member, "Send at most " + MOST_CHARACTERS + " characters.");
        }
    }

    private static KeywrightException refusal(String member, String advice) {
        return new KeywrightException(ErrorCode.INVALID_REQUEST, advice, Map.of("member", member));
    }
}
