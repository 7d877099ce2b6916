package io.keywright.core.approval;

import io.keywright.core.authorization.Authorizer;
import io.keywright.core.crypto.UuidV7;
import io.keywright.core.evidence.Attempt;
import io.keywright.core.evidence.Recorded;
import io.keywright.core.evidence.Recorder;
import io.keywright.core.journal.Change;
import io.keywright.core.journal.Conflict;
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
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/** Asks for approvals, of which a tenant has no more open at a time than the rules allow. Never blocks its caller. */
public final class ApprovalRequests {

    private static final Set<Operation> APPROVABLE = EnumSet.of(
            Operation.GENERATE,
            Operation.ROTATE,
            Operation.REVOKE,
            Operation.CHANGE_POLICY,
            Operation.SIGN,
            Operation.VERIFY,
            Operation.ENCRYPT,
            Operation.DECRYPT,
            Operation.UPDATE_TRUST_ANCHOR);

    /** Those who make room for another are people. */
    private static final Duration WAIT = Duration.ofMinutes(1);

    private final Authorizer authorizer;
    private final ApprovalRules rules;
    private final ApprovalCatalogue catalogue;
    private final Recorder recorder;
    private final UuidV7 ids;
    private final Executor blocking;
    private final Clock clock;

    public ApprovalRequests(
            Authorizer authorizer,
            ApprovalRules rules,
            ApprovalCatalogue catalogue,
            Recorder recorder,
            UuidV7 ids,
            Executor blocking,
            Clock clock) {
        this.authorizer = authorizer;
        this.rules = rules;
        this.catalogue = catalogue;
        this.recorder = recorder;
        this.ids = ids;
        this.blocking = blocking;
        this.clock = clock;
    }

    /** Asks for an approval of one request. */
    public CompletableFuture<Recorded<Standing>> request(Caller caller, NewApproval wanted) {
        Attempt unnamed = Attempt.of(caller, Operation.REQUEST_APPROVAL);
        Attempt attempt = wanted.keyId() == null ? unnamed : unnamed.naming(wanted.keyId());
        return CompletableFuture.supplyAsync(() -> requested(caller, attempt, wanted), blocking)
                .exceptionallyCompose(failure -> recorder.refused(attempt, failure));
    }

    private Recorded<Standing> requested(Caller caller, Attempt attempt, NewApproval wanted) {
        Scope scope = authorizer.scopeOrAll(caller, wanted.scope(), Operation.REQUEST_APPROVAL);
        requireApprovable(wanted.operation());
        Approval approval = approval(caller, scope, wanted);
        UUID receiptId = record(attempt, new Change.ApprovalRequested(approval, rules.mostOpen()));
        return new Recorded<>(catalogue.standing(caller, new ApprovalFile(approval, List.of(), false)), receiptId);
    }

    private UUID record(Attempt attempt, Change.ApprovalRequested change) {
        try {
            return recorder.succeeded(attempt, change).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof Conflict ? tooMany(change.most()) : e;
        }
    }

    private static KeywrightException tooMany(int most) {
        return new KeywrightException(
                        ErrorCode.RATE_LIMITED,
                        "Too many approvals of your tenant wait to be decided or spent; have them decided, or wait until"
                                + " some expire.",
                        Map.of("reason", "pending_approvals", "limit", most))
                .retryAfter(WAIT);
    }

    private static void requireApprovable(Operation operation) {
        if (!APPROVABLE.contains(operation)) {
            throw new KeywrightException(
                    ErrorCode.INVALID_REQUEST,
                    "operation must be one that can need an approval, such as revoke.",
                    Map.of("member", "operation"));
        }
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
