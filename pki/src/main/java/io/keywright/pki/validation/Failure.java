package io.keywright.pki.validation;

import java.security.cert.X509Certificate;

/**
 * A check that failed.
 *
 * @param reason one of a closed set, in lower case with underscores
 * @param subject of the certificate on which it failed (RFC 2253)
 * @param detail what is wrong, in words that go on after a colon; shows nothing but what the certificate says
 */
public record Failure(Check check, String reason, String subject, String detail) {

    static Failure of(Check check, String reason, X509Certificate certificate, String detail) {
        return new Failure(check, reason, certificate.getSubjectX500Principal().getName(), detail);
    }
}
