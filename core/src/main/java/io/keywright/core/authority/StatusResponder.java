package io.keywright.core.authority;

import io.keywright.core.call.Call;
import io.keywright.core.call.Outcome;
import io.keywright.core.call.UseCase;
import io.keywright.core.journal.StoreException;
import io.keywright.model.Authority;
import io.keywright.model.IssuedCertificate;
import io.keywright.pki.issuing.Issuer;
import io.keywright.pki.issuing.StatusQuestion;
import io.keywright.pki.issuing.StatusQuestion.Standing;
import io.keywright.pki.issuing.StatusQuestion.Term;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Tells whoever asks how an authority's certificates stand at this moment (OCSP, RFC 6960). Nothing is kept ready: it is true when it is said. */
public final class StatusResponder {

    private static final Duration VALIDITY = Duration.ofMinutes(10);

    private final AuthorityCatalogue authorities;
    private final CertificateStore certificates;
    private final AuthorityKeys keys;
    private final Clock clock;

    public StatusResponder(
            AuthorityCatalogue authorities, CertificateStore certificates, AuthorityKeys keys, Clock clock) {
        this.authorities = authorities;
        this.certificates = certificates;
        this.keys = keys;
        this.clock = clock;
    }

    /** The authority's answer to {@code question}, both in DER. For everybody; the receipt names the key that signed it. */
    public UseCase<byte[]> answer(UUID authorityId, byte[] question) {
        return UseCase.blocking(call -> {
            Authority authority = authorities.certified(authorityId);
            Optional<StatusQuestion> read = StatusQuestion.read(question);
            return read.isEmpty()
                    ? Outcome.of(StatusQuestion.malformed(), false)
                    : Outcome.of(answer(call, authority, read.get()));
        });
    }

    private byte[] answer(Call call, Authority authority, StatusQuestion question) {
        Issuer issuer = AuthorityCertificate.of(authority);
        Map<BigInteger, Standing> standings = standings(authority, question.serials(issuer));
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return keys.tell(
                authority,
                call::concerns,
                call.deadline(),
                key -> question.answeredBy(issuer, key, new Term(now, now.plus(VALIDITY)), standings));
    }

    /** Of those that were issued. */
    private Map<BigInteger, Standing> standings(Authority authority, Set<BigInteger> serials) {
        Map<BigInteger, Standing> standings = new HashMap<>();
        try {
            for (BigInteger serial : serials) {
                certificates
                        .certificate(authority.authorityId(), serial)
                        .ifPresent(certificate -> standings.put(serial, standing(certificate)));
            }
        } catch (StoreException e) {
            throw e.asRefusal();
        }
        return standings;
    }

    static Standing standing(IssuedCertificate certificate) {
        return certificate.revocation().<Standing>map(Standing.Revoked::new).orElseGet(Standing.Good::new);
    }
}
