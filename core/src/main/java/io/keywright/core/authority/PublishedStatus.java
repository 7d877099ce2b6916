package io.keywright.core.authority;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.Attempt;
import io.keywright.core.ledger.Recorder;
import io.keywright.core.work.Deadline;
import io.keywright.model.Authority;
import io.keywright.model.Caller;
import io.keywright.model.IssuedCertificate;
import io.keywright.model.KeywrightException;
import io.keywright.model.Operation;
import io.keywright.pki.issuing.Issuer;
import io.keywright.pki.issuing.StatusQuestion;
import io.keywright.pki.issuing.StatusQuestion.Standing;
import io.keywright.pki.issuing.StatusQuestion.Term;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;

/**
 * Tells everybody, whoever that is, how an authority's certificates stand (OCSP as RFC 5019 profiles it: one certificate in a
 * question, no nonce). An answer is signed once and given to all who ask until half of its time is over, or the certificate is
 * revoked, so that strangers cannot have keys sign at will. Each signature leaves a receipt. Calls block. Thread-safe.
 */
public final class PublishedStatus {

    private static final Duration VALIDITY = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_KEPT = 10_000;

    private record Asked(UUID authorityId, StatusQuestion question) {}

    private record Told(Standing standing, byte[] answer, Instant renewal) {

        boolean holds(Standing now, Instant at) {
            return standing.equals(now) && at.isBefore(renewal);
        }
    }

    private final AuthorityCatalogue authorities;
    private final CertificateStore certificates;
    private final AuthorityKeys keys;
    private final Recorder recorder;
    private final Clock clock;
    private final Cache<Asked, Told> kept =
            Caffeine.newBuilder().maximumSize(MOST_KEPT).build();

    public PublishedStatus(
            AuthorityCatalogue authorities,
            CertificateStore certificates,
            AuthorityKeys keys,
            Recorder recorder,
            Clock clock) {
        this.authorities = authorities;
        this.certificates = certificates;
        this.keys = keys;
        this.recorder = recorder;
        this.clock = clock;
    }

    /**
     * The authority's answer to {@code question}, both in DER; without a signature if it has not issued the certificate, or the
     * question is none of the profile's.
     *
     * @throws KeywrightException KEY_NOT_FOUND if there is no such authority, or whatever keeps it from signing
     */
    public byte[] answer(UUID authorityId, byte[] question) {
        Authority authority = authorities.certified(authorityId);
        Optional<StatusQuestion> read = StatusQuestion.read(question);
        return read.isEmpty()
                ? StatusQuestion.malformed()
                : read.get().common().flatMap(it -> answer(authority, it)).orElseGet(StatusQuestion::notAnswered);
    }

    /** Empty if it has not issued what is asked about. */
    private Optional<byte[]> answer(Authority authority, StatusQuestion question) {
        Issuer issuer = AuthorityCertificate.of(authority);
        return question.serials(issuer).stream()
                .findFirst()
                .flatMap(serial -> issued(authority, serial)
                        .map(StatusResponder::standing)
                        .map(standing ->
                                kept(authority, question, serial, standing).answer()));
    }

    private Optional<IssuedCertificate> issued(Authority authority, BigInteger serial) {
        try {
            return certificates.certificate(authority.authorityId(), serial);
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }

    private Told kept(Authority authority, StatusQuestion question, BigInteger serial, Standing standing) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Asked asked = new Asked(authority.authorityId(), question);
        Told told = kept.getIfPresent(asked);
        if (told == null || !told.holds(standing, now)) {
            told = new Told(
                    standing,
                    signed(authority, question, Map.of(serial, standing), now),
                    now.plus(VALIDITY.dividedBy(2)));
            kept.put(asked, told);
        }
        return told;
    }

    private byte[] signed(
            Authority authority, StatusQuestion question, Map<BigInteger, Standing> standings, Instant now) {
        Issuer issuer = AuthorityCertificate.of(authority);
        byte[] answer = keys.tell(
                authority,
                key -> {},
                Deadline.in(PATIENCE),
                key -> question.answeredBy(issuer, key, new Term(now, now.plus(VALIDITY)), standings));
        try {
            recorder.concluded(attempt(authority), true).join();
            return answer;
        } catch (CompletionException e) {
            throw KeywrightException.of(e);
        }
    }

    private Attempt attempt(Authority authority) {
        return Attempt.of(Caller.SERVICE, Operation.TELL_CERTIFICATE_STATUS)
                .within(authority.scope())
                .on(keys.key(authority));
    }
}
