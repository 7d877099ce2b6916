package io.keywright.core.authority;

import io.keywright.core.approval.ApprovalGate;
import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.ScopeClaim;
import io.keywright.core.call.Call;
import io.keywright.core.call.Outcome;
import io.keywright.core.call.UseCase;
import io.keywright.core.change.AuthorityChange;
import io.keywright.model.Authority;
import io.keywright.model.IssuingRules;
import io.keywright.model.Scope;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Gives authorities certificates from outside, and changes what they issue. */
public final class AuthorityChanges {

    private final Authorizer authorizer;
    private final ApprovalGate gate;
    private final AuthorityCatalogue catalogue;
    private final AuthorityKeys keys;
    private final Clock clock;

    public AuthorityChanges(
            Authorizer authorizer, ApprovalGate gate, AuthorityCatalogue catalogue, AuthorityKeys keys, Clock clock) {
        this.authorizer = authorizer;
        this.gate = gate;
        this.catalogue = catalogue;
        this.keys = keys;
        this.clock = clock;
    }

    /** Gives an authority the certificate that somebody outside has made of its request. */
    public UseCase<Authority> install(UUID authorityId, String certificate, @Nullable String chain) {
        return changed(authorityId, authority -> {
            OutsideCertificate outside = OutsideCertificate.read(certificate, chain, clock.instant());
            outside.requireFor(authority, keys.key(authority));
            return authority.certified(outside.certificate(), outside.chain());
        });
    }

    /** Has an authority issue by other rules from now on. */
    public UseCase<Authority> change(UUID authorityId, IssuingRules rules) {
        return changed(authorityId, authority -> authority.under(rules));
    }

    @FunctionalInterface
    private interface Alteration {
        Authority of(Authority authority);
    }

    private UseCase<Authority> changed(UUID authorityId, Alteration alteration) {
        return UseCase.blocking(call -> {
            call.names(authorityId);
            Authority altered = alteration.of(own(call, authorityId));
            gate.guard(call);
            return Outcome.of(altered, new AuthorityChange.Changed(altered)).orElse(AuthorityRefusals::changed);
        });
    }

    private Authority own(Call call, UUID authorityId) {
        Scope scope = authorizer.scope(call.caller(), ScopeClaim.NONE, call.operation());
        return catalogue.in(scope, authorityId);
    }
}
