package io.keywright.core.trust;

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
import java.time.InstantSource;

/** Judges certificates for whoever must rely on them, by the authorities that are trusted in the caller's scope. */
public final class CertificateValidation {

    private final Authorizer authorizer;
    private final AuthoritiesInForce authorities;
    private final Computations computations;
    private final InstantSource clock;

    public CertificateValidation(
            Authorizer authorizer, AuthoritiesInForce authorities, Computations computations, InstantSource clock) {
        this.authorizer = authorizer;
        this.authorities = authorities;
        this.computations = computations;
        this.clock = clock;
    }

    /** Judges it; the receipt says whether it is valid. */
    public UseCase<PathReport> validate(ScopeClaim claim, CertificateQuery query) {
        UseCase.NonBlocking<PathReport> validation = call -> {
            Scope scope = authorizer.scopeOrAll(call.caller(), claim, call.operation());
            PathQuestion question =
                    query.question(authorities.of(scope), authorities.revocationLists(), clock.instant());
            return computations
                    .submit(scope.tenantId(), Effort.LONG, call.deadline(), () -> PathValidator.validate(question))
                    .thenApply(report -> Outcome.of(report, report.isValid()));
        };
        return validation;
    }
}
