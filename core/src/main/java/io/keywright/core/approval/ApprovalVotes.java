package io.keywright.core.approval;

import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.ScopeClaim;
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
import io.keywright.model.Vote;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/** Grants and denies approvals. Whoever asks never votes. Never blocks its caller. */
public final class ApprovalVotes {

    private final Authorizer authorizer;
    private final ApprovalCatalogue catalogue;
    private final Recorder recorder;
    private final Executor blocking;
    private final Clock clock;

    public ApprovalVotes(
            Authorizer authorizer, ApprovalCatalogue catalogue, Recorder recorder, Executor blocking, Clock clock) {
        this.authorizer = authorizer;
        this.catalogue = catalogue;
        this.recorder = recorder;
        this.blocking = blocking;
        this.clock = clock;
    }

    /** Grants or denies an approval. An approver has one vote, through whichever of its identities. */
    public CompletableFuture<Recorded<Standing>> vote(Caller caller, UUID approvalId, boolean granted) {
        Attempt attempt = Attempt.of(caller, granted ? Operation.GRANT_APPROVAL : Operation.DENY_APPROVAL);
        return CompletableFuture.supplyAsync(() -> voted(caller, attempt, approvalId, granted), blocking)
                .exceptionallyCompose(failure -> recorder.refused(attempt, failure));
    }

    private Recorded<Standing> voted(Caller caller, Attempt attempt, UUID approvalId, boolean granted) {
        String tenantId = authorizer
                .scopeOrAll(caller, ScopeClaim.NONE, attempt.operation())
                .tenantId();
        ApprovalFile file = catalogue.find(tenantId, approvalId);
        requireOpen(caller, file);
        Vote vote = new Vote(Party.of(caller), granted, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        UUID receiptId = record(concerning(file.approval(), attempt), new Change.ApprovalVoted(approvalId, vote));
        return new Recorded<>(catalogue.standing(caller, catalogue.find(tenantId, approvalId)), receiptId);
    }

    private void requireOpen(Caller caller, ApprovalFile file) {
        if (file.approval().requester().isSameAs(Party.of(caller))) {
            throw new KeywrightException(
                    ErrorCode.POLICY_VIOLATION,
                    "Whoever asks for an approval has no vote on it; another approver must decide.",
                    Map.of("reason", "own_request"));
        }
        ApprovalState state = catalogue.state(file);
        if (state != ApprovalState.PENDING && state != ApprovalState.APPROVED) {
            throw new KeywrightException(
                    ErrorCode.POLICY_VIOLATION,
                    "The approval is " + state.wireName() + "; there is nothing left to decide.",
                    Map.of("reason", "approval_closed", "state", state.wireName()));
        }
    }

    private static Attempt concerning(Approval approval, Attempt attempt) {
        Attempt named = approval.keyId() == null ? attempt : attempt.naming(approval.keyId());
        return named.within(approval.scope());
    }

    private UUID record(Attempt attempt, Change.ApprovalVoted change) {
        try {
            return recorder.succeeded(attempt, change).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof Conflict ? votedBefore() : e;
        }
    }

    private static KeywrightException votedBefore() {
        return new KeywrightException(
                ErrorCode.POLICY_VIOLATION,
                "You have voted on this approval before; another approver must decide.",
                Map.of("reason", "voted_before"));
    }
}
