package io.keywright.core.approval;

import io.keywright.core.authorization.Authorizer;
import io.keywright.core.call.Outcome;
import io.keywright.core.call.UseCase;
import io.keywright.core.change.ApprovalChange;
import io.keywright.core.crypto.UuidV7;
import io.keywright.model.Approval;
import io.keywright.model.Caller;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.model.Operation;
import io.keywright.model.Party;
import io.keywright.model.Scope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** Asks for approvals, of which a tenant has no more open at a time than the rules allow. */
public final class ApprovalRequests {

    /** Those who make room for another are people. */
    private static final Duration WAIT = Duration.ofMinutes(1);

    private final Authorizer authorizer;
    private final ApprovalRules rules;
    private final ApprovalCatalogue catalogue;
    private final UuidV7 ids;
    private final Clock clock;

    public ApprovalRequests(
            Authorizer authorizer, ApprovalRules rules, ApprovalCatalogue catalogue, UuidV7 ids, Clock clock) {
        this.authorizer = authorizer;
        this.rules = rules;
        this.catalogue = catalogue;
        this.ids = ids;
        this.clock = clock;
    }

    /** Asks for an approval of one request. */
    public UseCase<ApprovalStatus> request(NewApproval wanted) {
        return UseCase.blocking(call -> {
            call.names(wanted.keyId());
            Scope scope = authorizer.scopeOrAll(call.caller(), wanted.scope(), call.operation());
            requireApprovable(wanted.operation());
            requireSpendable(wanted);
            Approval approval = approval(call.caller(), scope, wanted);
            ApprovalStatus standing = catalogue.standing(call.caller(), new ApprovalFile(approval, List.of(), false));
            return Outcome.of(standing, new ApprovalChange.Requested(approval, rules.mostOpen()))
                    .orElse(this::tooMany);
        });
    }

    private KeywrightException tooMany() {
        return new KeywrightException(
                        ErrorCode.RATE_LIMITED,
                        "Too many approvals of your tenant wait to be decided or spent; have them decided, or wait until"
                                + " some expire.",
                        Map.of("reason", "pending_approvals", "limit", rules.mostOpen()))
                .retryAfter(WAIT);
    }

    private static void requireApprovable(Operation operation) {
        if (!operation.approvable()) {
            throw new KeywrightException(
                    ErrorCode.INVALID_REQUEST,
                    "operation must be one that can need an approval, such as revoke.",
                    Map.of("member", "operation"));
        }
    }

    /** What names no key where one is meant, or one where none can be, would be granted in vain. */
    private static void requireSpendable(NewApproval wanted) {
        boolean named = wanted.keyId() != null;
        if (wanted.operation() == Operation.GENERATE && named) {
            throw keyId("Leave key_id out: the key is yet to be made.");
        }
        if (wanted.operation().isOnKeys() && !named) {
            throw keyId("Name the key in key_id: nobody could spend an approval of this operation without one.");
        }
    }

    private static KeywrightException keyId(String advice) {
        return new KeywrightException(ErrorCode.INVALID_REQUEST, advice, Map.of("member", "key_id"));
    }

    private Approval approval(Caller caller, Scope scope, NewApproval wanted) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new Approval(
                ids.next(),
                scope,
                wanted.operation(),
                wanted.keyId(),
                wanted.requestDigest(),
                wanted.reason(),
                Party.of(caller),
                now,
                now.plus(rules.validity()));
    }
}
