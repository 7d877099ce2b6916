package io.keywright.pki.issuing;

import io.keywright.model.pem.PemCertificates;
import io.keywright.model.pem.PemException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** From when until when a certificate holds, both included, in whole seconds (RFC 5280, section 4.1.2.5). */
public record Lifetime(Instant from, Instant until) {

    /** Backdating that lets a peer whose clock is slow accept a new certificate. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    public Lifetime {
        from = from.truncatedTo(ChronoUnit.SECONDS);
        until = until.truncatedTo(ChronoUnit.SECONDS);
    }

    /** From a little before {@code now} until {@code length} after it. */
    public static Lifetime of(Instant now, Duration length) {
        return new Lifetime(now.minus(CLOCK_SKEW), now.plus(length));
    }

    /** The part of it in which {@code issuer} holds, too. */
    public Lifetime within(byte[] issuer) {
        X509Certificate certificate = certificate(issuer);
        Instant begin = certificate.getNotBefore().toInstant();
        Instant end = certificate.getNotAfter().toInstant();
        return new Lifetime(from.isBefore(begin) ? begin : from, until.isAfter(end) ? end : until);
    }

    private static X509Certificate certificate(byte[] der) {
        try {
            return PemCertificates.one(der);
        } catch (PemException e) {
            throw new IllegalArgumentException("an authority's certificate that cannot be read", e);
        }
    }
}
