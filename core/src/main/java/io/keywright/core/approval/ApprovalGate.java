package io.keywright.core.approval;

import io.keywright.core.authorization.Reach;
import io.keywright.core.call.Call;
import io.keywright.core.call.Condition;
import io.keywright.core.call.PresentedApproval;
import io.keywright.core.change.Change;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.Attempt;
import io.keywright.model.ErrorCode;
import io.keywright.model.Grounds;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeywrightException;
import io.keywright.model.Operation;
import io.keywright.model.SpentApproval;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Lets an operation that needs an approval pass only with a token for exactly this request, from approvers who still are. */
public final class ApprovalGate {

    private final ApprovalRules rules;
    private final ApprovalTokens tokens;
    private final ApprovalStore store;
    private final VoteCount count;
    private final Clock clock;

    public ApprovalGate(ApprovalRules rules, ApprovalTokens tokens, ApprovalStore store, VoteCount count, Clock clock) {
        this.rules = rules;
        this.tokens = tokens;
        this.store = store;
        this.count = count;
        this.clock = clock;
    }

    /** Passes if the call needs no approval, or brings one along, see {@link #admit}. May block. */
    public void guard(Call call) {
        if (guards(call.operation())) {
            admit(call);
        }
    }

    /** Passes only if the call brings an approval along, see {@link #admit}: for what always needs one. May block. */
    public void demand(Call call) {
        admit(call);
    }

    /** Whether {@code operation} needs an approval, whatever it is done to. */
    public boolean guards(Operation operation) {
        return rules.required().contains(operation);
    }

    /** Passes if the call on {@code key} needs no approval, or brings one along, see {@link #admit}. May block. */
    public void guard(Call call, KeyMetadata key) {
        if (guards(call.operation(), key)) {
            admit(call);
        }
    }

    /** Whether {@code operation} on {@code key} needs an approval. */
    public boolean guards(Operation operation, KeyMetadata key) {
        return guards(operation) || key.accessPolicy().requiresApproval();
    }

    /**
     * Passes if the call brings along an approval of just what it attempts, which is spent with what the call commits, or
     * neither happens. May block.
     *
     * @throws KeywrightException POLICY_VIOLATION, saying what is wrong with it
     */
    public void admit(Call call) {
        Attempt attempt = call.attempt();
        PresentedApproval presented = call.approval();
        call.require(new SpentWith(spendable(attempt, presented), () -> spendable(attempt, presented)));
    }

    /** What a change is tied to that needs an approval. */
    private record SpentWith(SpentApproval approval, Runnable check) implements Condition {

        @Override
        public Change on(Change change) {
            return new Change.Approved(approval, change);
        }

        @Override
        public void recheck() {
            check.run();
        }
    }

    private SpentApproval spendable(Attempt attempt, PresentedApproval presented) {
        if (presented.token() == null) {
            throw refusal(
                    "approval_required",
                    attempt,
                    "Ask for an approval with POST /kms/v1/approvals first, and send its approval_token.");
        }
        Grant grant = tokens.read(presented.token());
        if (!isFor(attempt, grant, presented)) {
            throw refusal(
                    "approval_mismatch",
                    attempt,
                    "The approval is not one of this request; ask for one of exactly the request that you send.");
        }
        Instant now = clock.instant();
        if (!now.isBefore(grant.expiresAt())) {
            throw refusal("approval_expired", attempt, "The approval has expired; ask for another.");
        }
        requireUnspent(attempt, grant);
        return new SpentApproval(grant.issuer(), grant.tokenId(), grant.expiresAt(), grounds(attempt, grant, now));
    }

    private static boolean isFor(Attempt attempt, Grant grant, PresentedApproval presented) {
        return grant.scope().equals(attempt.scope())
                && grant.operation() == attempt.operation()
                && Objects.equals(grant.keyId(), attempt.keyId())
                && MessageDigest.isEqual(
                        grant.requestDigest(), presented.requestDigest().get());
    }

    private void requireUnspent(Attempt attempt, Grant grant) {
        try {
            if (store.spent(grant.issuer(), grant.tokenId())) {
                throw spent(attempt);
            }
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }

    /** What an approval of this service rests on, which must still stand. */
    private Grounds grounds(Attempt attempt, Grant grant, Instant now) {
        if (!grant.issuer().equals(ApprovalStore.OWN)) {
            return Grounds.NONE;
        }
        ApprovalFile file = file(grant).orElseThrow(() -> withdrawn(attempt));
        return switch (count.state(file, now)) {
            case APPROVED -> count.grounds(file);
            case SPENT -> throw spent(attempt);
            case EXPIRED -> throw refusal("approval_expired", attempt, "The approval has expired; ask for another.");
            case PENDING, DENIED -> throw withdrawn(attempt);
        };
    }

    private Optional<ApprovalFile> file(Grant grant) {
        try {
            return store.approval(Reach.of(grant.scope()), UUID.fromString(grant.tokenId()));
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }

    private static KeywrightException withdrawn(Attempt attempt) {
        return refusal(
                "approval_withdrawn",
                attempt,
                "The approval no longer stands, because it was denied or an approver no longer is one; ask for another.");
    }

    private static KeywrightException spent(Attempt attempt) {
        return refusal("approval_spent", attempt, "The approval is spent; ask for another.");
    }

    private static KeywrightException refusal(String reason, Attempt attempt, String advice) {
        return new KeywrightException(
                ErrorCode.POLICY_VIOLATION,
                advice,
                Map.of("reason", reason, "operation", attempt.operation().verb()));
    }
}
