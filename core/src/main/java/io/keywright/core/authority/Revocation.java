package io.keywright.core.authority;

import io.keywright.core.approval.ApprovalGate;
import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.ScopeClaim;
import io.keywright.core.call.Call;
import io.keywright.core.call.Outcome;
import io.keywright.core.call.UseCase;
import io.keywright.core.follow.Following;
import io.keywright.core.ledger.Recorder;
import io.keywright.model.Caller;
import io.keywright.model.CertificateRevocation;
import io.keywright.model.CertificateRevocationReason;
import io.keywright.model.IssuedCertificate;
import io.keywright.model.Role;
import io.keywright.model.Scope;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Revokes certificates, for good: key admins any of their scope, a module its own, and to a module others' are not there. This service lets nobody in with a
 * revoked certificate from the moment of the answer, nobody to have it renewed either.
 */
public final class Revocation {

    private static final Set<Role> ADMINS = EnumSet.of(Role.KEY_ADMIN);

    private final Authorizer authorizer;
    private final ApprovalGate gate;
    private final CertificateCatalogue certificates;
    private final Lineage lineage;
    private final Following revoked;
    private final Clock clock;

    /** @param revoked the revoked certificates that are in force, which follow the store */
    public Revocation(
            Authorizer authorizer,
            ApprovalGate gate,
            AuthorityCatalogue authorities,
            CertificateCatalogue certificates,
            CertificateStore store,
            Recorder recorder,
            Following revoked,
            Clock clock) {
        this.authorizer = authorizer;
        this.gate = gate;
        this.certificates = certificates;
        this.lineage = new Lineage(authorities, store, recorder, clock);
        this.revoked = revoked;
        this.clock = clock;
    }

    /** Revokes one; if its key is compromised, also what was renewed from it. */
    public UseCase<IssuedCertificate> revoke(UUID certificateId, CertificateRevocationReason reason) {
        return revoke(certificateId, reason, reason == CertificateRevocationReason.KEY_COMPROMISE);
    }

    /**
     * Revokes one; one that is revoked stays so, for the reason and from the time that it is.
     *
     * @param withRenewals whether what was renewed from it, and from that again, is revoked before the answer, too; if that
     *     fails midway, so does the call, and asked again it goes on
     */
    public UseCase<IssuedCertificate> revoke(
            UUID certificateId, CertificateRevocationReason reason, boolean withRenewals) {
        return UseCase.blocking(call -> {
            call.names(certificateId);
            IssuedCertificate certificate = revocable(call, certificateId);
            gate.guard(call);
            Optional<CertificateRevocation> before = certificate.revocation();
            CertificateRevocation now =
                    new CertificateRevocation(clock.instant().truncatedTo(ChronoUnit.MILLIS), reason);
            Outcome<IssuedCertificate> outcome = before.isPresent()
                    ? Outcome.of(certificate)
                    : Outcome.of(certificate.revoked(now), lineage.revoked(certificate, now));
            return withRenewals
                    ? outcome.then(
                            () -> revokeRenewals(call.caller(), certificateId, before.orElse(now)),
                            AuthorityRefusals::renewalsLeft)
                    : outcome.then(revoked::changed);
        });
    }

    private void revokeRenewals(Caller caller, UUID certificateId, CertificateRevocation revocation) {
        try {
            lineage.revokeRenewals(caller, certificateId, revocation);
        } finally {
            revoked.changed();
        }
    }

    private IssuedCertificate revocable(Call call, UUID certificateId) {
        Scope scope = authorizer.scope(call.caller(), ScopeClaim.NONE, call.operation());
        IssuedCertificate certificate = certificates.in(scope, certificateId);
        boolean own = call.caller().module().equals(certificate.module());
        if (!own && !authorizer.has(call.caller(), ADMINS)) {
            throw AuthorityRefusals.noCertificate();
        }
        return certificate;
    }
}
