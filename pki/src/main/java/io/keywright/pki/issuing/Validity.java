package io.keywright.pki.issuing;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The time in which a certificate holds, both ends included, in whole seconds (RFC 5280 section 4.1.2.5).
 * It may lie in the past or in the future, so that tests can make certificates that hold no longer or not yet.
 */
public record Validity(Instant notBefore, Instant notAfter) {

    /** Backdating that lets a peer whose clock is slow accept a new certificate. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    public Validity {
        notBefore = notBefore.truncatedTo(ChronoUnit.SECONDS);
        notAfter = notAfter.truncatedTo(ChronoUnit.SECONDS);
        if (notAfter.isBefore(notBefore)) {
            throw new IllegalArgumentException("a validity must not end before it begins");
        }
    }

    /** From five minutes before {@code now} until {@code length} after it. */
    public static Validity from(Instant now, Duration length) {
        return new Validity(now.minus(CLOCK_SKEW), now.plus(length));
    }

    /** The part of it in which {@code issuer} holds, too. */
    public Validity within(Issuer issuer) {
        Instant begin = issuer.certificate().getNotBefore().toInstant();
        Instant end = issuer.certificate().getNotAfter().toInstant();
        return new Validity(notBefore.isBefore(begin) ? begin : notBefore, notAfter.isAfter(end) ? end : notAfter);
    }

    /** The same, ending no later than {@code end}. */
    public Validity endingBy(Instant end) {
        return notAfter.isAfter(end) ? new Validity(notBefore, end) : this;
    }
}
