package io.keywright.core.approval;

import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.Reach;
import io.keywright.core.authorization.ScopeClaim;
import io.keywright.core.call.Outcome;
import io.keywright.core.call.UseCase;
import io.keywright.core.change.ApprovalChange;
import io.keywright.model.Caller;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.model.Party;
import io.keywright.model.Scope;
import io.keywright.model.Vote;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;

/** Grants and denies the approvals of the voter's own scope. Whoever asks never votes. */
public final class ApprovalVotes {

    /** For so long whoever votes with a token votes with one. */
    private static final Duration REMEMBERED = Duration.ofDays(90);

    private final Authorizer authorizer;
    private final ApprovalCatalogue catalogue;
    private final Clock clock;

    public ApprovalVotes(Authorizer authorizer, ApprovalCatalogue catalogue, Clock clock) {
        this.authorizer = authorizer;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /** Grants or denies an approval. An approver has one vote, through whichever of its identities. */
    public UseCase<ApprovalStatus> vote(UUID approvalId, boolean granted) {
        return UseCase.blocking(call -> {
            Scope scope = authorizer.scopeOrAll(call.caller(), ScopeClaim.NONE, call.operation());
            ApprovalFile file = catalogue.find(Reach.of(scope), approvalId);
            requireOpen(call.caller(), file);
            if (granted) {
                requirePerson(call.caller(), file);
            }
            call.names(file.approval().keyId());
            Vote vote = vote(call.caller(), granted);
            return Outcome.of(
                            catalogue.standing(call.caller(), file.with(vote)),
                            new ApprovalChange.Voted(approvalId, vote))
                    .orElse(ApprovalVotes::votedBefore);
        });
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

    private Vote vote(Caller caller, boolean granted) {
        return new Vote(Party.of(caller), granted, clock.instant().truncatedTo(ChronoUnit.MILLIS), caller.voucher());
    }

    /** Who leaves the token out must not become a second person by that. */
    private void requirePerson(Caller caller, ApprovalFile file) {
        if (caller.person() == null
                && (file.isOfPersons()
                        || catalogue.isOfPersons(caller, clock.instant().minus(REMEMBERED)))) {
            throw new KeywrightException(
                    ErrorCode.POLICY_VIOLATION,
                    "Send your token: this approval has to do with persons, or you have voted with a token before.",
                    Map.of("reason", "token_required"));
        }
    }

    private static KeywrightException votedBefore() {
        return new KeywrightException(
                ErrorCode.POLICY_VIOLATION,
                "You have voted on this approval before; another approver must decide.",
                Map.of("reason", "voted_before"));
    }
}
