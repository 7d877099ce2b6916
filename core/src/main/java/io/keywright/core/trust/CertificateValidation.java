package io.keywright.core.trust;

import io.keywright.core.authority.CertificateStore;
import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.ScopeClaim;
import io.keywright.core.call.Outcome;
import io.keywright.core.call.UseCase;
import io.keywright.core.work.Computations;
import io.keywright.core.work.Effort;
import io.keywright.model.Scope;
import io.keywright.pki.validation.PathQuestion;
import io.keywright.pki.validation.PathReport;
import io.keywright.pki.validation.PathValidator;
import io.keywright.pki.validation.RevocationStanding;
import java.time.InstantSource;

/** Judges certificates for whoever must rely on them, by the authorities that are trusted in the caller's scope. */
public final class CertificateValidation {

    private final Authorizer authorizer;
    private final AuthoritiesInForce authorities;
    private final CertificateStore issued;
    private final Publications publications;
    private final Computations computations;
    private final InstantSource clock;

    /** @param issued what the authorities of this service have issued */
    public CertificateValidation(
            Authorizer authorizer,
            AuthoritiesInForce authorities,
            CertificateStore issued,
            Publications publications,
            Computations computations,
            InstantSource clock) {
        this.authorizer = authorizer;
        this.authorities = authorities;
        this.issued = issued;
        this.publications = publications;
        this.computations = computations;
        this.clock = clock;
    }

    /** Judges it; the receipt says whether it is valid. */
    public UseCase<Judgement> validate(ScopeClaim claim, CertificateQuery query) {
        return UseCase.blocking(call -> {
            Scope scope = authorizer.scopeOrAll(call.caller(), claim, call.operation());
            Enquiry enquiry = new Enquiry(
                    issued,
                    query.fetch() ? publications : Publications.NONE,
                    question -> computations.run(scope.tenantId(), Effort.LONG, call.deadline(), () -> judge(question)),
                    call.deadline());
            Judgement judged = enquiry.about(question(scope, query));
            return Outcome.of(judged, judged.report().isValid());
        });
    }

    private PathQuestion question(Scope scope, CertificateQuery query) {
        return query.question(
                authorities.of(scope), authorities.revocationLists(), authorities.register(), clock.instant());
    }

    private static Judgement judge(PathQuestion question) {
        PathReport report = PathValidator.validate(question);
        return new Judgement(report, RevocationStanding.of(report.path(), question));
    }
}
