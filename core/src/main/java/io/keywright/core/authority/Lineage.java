package io.keywright.core.authority;

import io.keywright.core.change.AuthorityChange;
import io.keywright.core.journal.Conflict;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.Attempt;
import io.keywright.core.ledger.Recorder;
import io.keywright.model.Authority;
import io.keywright.model.Caller;
import io.keywright.model.CertificateRevocation;
import io.keywright.model.IssuedCertificate;
import io.keywright.model.Operation;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A certificate and what was renewed from it, and from that again: who steals one, and renews it, is not rid of by revoking
 * the one alone. A revoked certificate is renewed no more, so that a lineage comes to an end. Calls block. Thread-safe.
 */
final class Lineage {

    private static final int PORTION = 100;

    private final AuthorityCatalogue authorities;
    private final CertificateStore store;
    private final Recorder recorder;
    private final Clock clock;

    Lineage(AuthorityCatalogue authorities, CertificateStore store, Recorder recorder, Clock clock) {
        this.authorities = authorities;
        this.store = store;
        this.recorder = recorder;
        this.clock = clock;
    }

    /** The change by which a certificate is revoked. */
    AuthorityChange.CertificateRevoked revoked(IssuedCertificate certificate, CertificateRevocation revocation) {
        Authority issuer = authorities.in(certificate.scope(), certificate.authorityId());
        return new AuthorityChange.CertificateRevoked(
                certificate.revoked(revocation),
                AuthorityCertificate.issuerKey(AuthorityCertificate.of(issuer).certificate()));
    }

    /**
     * Revokes all that was renewed from a certificate which is revoked, each with a receipt of its own, until none is left that
     * could be used. Asked again, it goes on where it was interrupted.
     */
    void revokeRenewals(Caller caller, UUID certificateId, CertificateRevocation revocation) {
        try {
            List<IssuedCertificate> renewals = renewals(certificateId);
            while (!renewals.isEmpty()) {
                CompletableFuture.allOf(renewals.stream()
                                .map(renewal -> revoke(caller, renewal, revocation))
                                .toArray(CompletableFuture[]::new))
                        .join();
                renewals = renewals(certificateId);
            }
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }

    private List<IssuedCertificate> renewals(UUID certificateId) throws StoreException {
        return store.renewals(certificateId, clock.instant(), PORTION);
    }

    /** One that somebody else has revoked meanwhile is revoked. */
    private CompletableFuture<Void> revoke(Caller caller, IssuedCertificate renewal, CertificateRevocation revocation) {
        Attempt attempt = Attempt.of(caller, Operation.REVOKE_CERTIFICATE)
                .within(renewal.scope())
                .naming(renewal.certificateId());
        return recorder.succeeded(attempt, revoked(renewal, revocation)).handle((receiptId, failure) -> {
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            if (cause != null && !(cause instanceof Conflict)) {
                throw new CompletionException(cause);
            }
            return null;
        });
    }
}
