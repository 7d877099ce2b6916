package io.keywright.core.authority;

import io.keywright.core.change.AuthorityChange;
import io.keywright.core.journal.Conflict;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.Attempt;
import io.keywright.core.ledger.Recorder;
import io.keywright.core.work.Deadline;
import io.keywright.model.Authority;
import io.keywright.model.Caller;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeywrightException;
import io.keywright.model.Operation;
import io.keywright.model.RevocationListState;
import io.keywright.model.RevocationListState.Signed;
import io.keywright.model.RevokedSerial;
import io.keywright.pki.issuing.RevocationListDraft;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The revocation lists of authorities (RFC 5280, section 5). A list is signed when it lacks a revocation or half its time is
 * over, whether or not anything was revoked, and kept until then: to revoke costs the same however many are revoked. Each
 * leaves a receipt. Calls block. Thread-safe.
 */
public final class RevocationLists {

    private static final Duration VALIDITY = Duration.ofHours(12);

    /** For readers whose clock is slow. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    /** For how long a list names certificates that have ended: each stands in one that was signed after its end. */
    private static final Duration AFTER_END = VALIDITY.multipliedBy(2);

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final AuthorityCatalogue authorities;
    private final CertificateStore certificates;
    private final AuthorityKeys keys;
    private final Recorder recorder;
    private final Clock clock;
    private final Map<UUID, ReentrantLock> turns = new ConcurrentHashMap<>();

    public RevocationLists(
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
     * The authority's list as it is now. For everybody: whoever relies on a certificate needs it. If no new one can be signed,
     * the one before, for as long as it holds.
     *
     * @throws KeywrightException KEY_NOT_FOUND if there is no such authority, or whatever keeps it from signing
     */
    public Signed current(UUID authorityId) {
        try {
            return current(authorities.certified(authorityId));
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }

    private Signed current(Authority authority) throws StoreException {
        RevocationListState state = certificates.revocationList(authority.authorityId());
        if (state.isFresh(clock.instant())) {
            return state.latest().orElseThrow();
        }
        try {
            return renewed(authority);
        } catch (KeywrightException e) {
            return state.latest()
                    .filter(it -> clock.instant().isBefore(it.nextUpdate()))
                    .orElseThrow(() -> e);
        }
    }

    /**
     * Signs the lists that lack something or near their end. One that cannot be signed keeps no other from it.
     *
     * @return the authorities that could not sign, and why
     * @throws StoreException if it cannot be read which are due
     */
    public List<Unsigned> renew() throws StoreException {
        return certificates.dueLists(clock.instant()).stream()
                .flatMap(authorityId -> trial(authorityId).stream())
                .toList();
    }

    /** An authority whose list could not be signed. */
    public record Unsigned(UUID authorityId, String why) {}

    private Optional<Unsigned> trial(UUID authorityId) {
        try {
            Authority authority = authorities.certified(authorityId);
            if (AuthorityCertificate.of(authority).holdsAt(clock.instant())) {
                renewed(authority);
            }
            return Optional.empty();
        } catch (StoreException | RuntimeException e) {
            return Optional.of(new Unsigned(authorityId, String.valueOf(e.getMessage())));
        }
    }

    /** One at a time of each authority, so that many who ask have one signed. */
    private Signed renewed(Authority authority) throws StoreException {
        ReentrantLock turn = turns.computeIfAbsent(authority.authorityId(), id -> new ReentrantLock());
        turn.lock();
        try {
            while (true) {
                RevocationListState state = certificates.revocationList(authority.authorityId());
                if (state.isFresh(clock.instant())) {
                    return state.latest().orElseThrow();
                }
                Optional<Signed> signed = signed(authority, state);
                if (signed.isPresent()) {
                    return signed.get();
                }
            }
        } finally {
            turn.unlock();
        }
    }

    /** Empty if another node came first. */
    private Optional<Signed> signed(Authority authority, RevocationListState state) throws StoreException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant until = now.plus(VALIDITY);
        List<RevokedSerial> revoked = certificates.revoked(authority.authorityId(), now.minus(AFTER_END));
        RevocationListDraft draft = new RevocationListDraft(state.nextNumber(), now.minus(CLOCK_SKEW), until, revoked);
        byte[] list = keys.tell(
                authority,
                key -> {},
                Deadline.in(PATIENCE),
                key -> draft.signedBy(AuthorityCertificate.of(authority), key));
        Signed signed = new Signed(state.nextNumber(), state.revoked(), list, now, until);
        try {
            recorder.succeeded(
                            attempt(authority),
                            new AuthorityChange.RevocationListSigned(authority.authorityId(), signed))
                    .join();
            return Optional.of(signed);
        } catch (CompletionException e) {
            if (e.getCause() instanceof Conflict) {
                return Optional.empty();
            }
            throw KeywrightException.of(e);
        }
    }

    private Attempt attempt(Authority authority) {
        KeyMetadata key = keys.key(authority);
        return Attempt.of(Caller.SERVICE, Operation.SIGN_REVOCATION_LIST)
                .within(authority.scope())
                .on(key);
    }
}
