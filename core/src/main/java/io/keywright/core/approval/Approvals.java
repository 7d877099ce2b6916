package io.keywright.core.approval;

import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.ScopeClaim;
import io.keywright.core.crypto.UuidV7;
import io.keywright.core.evidence.Attempt;
import io.keywright.core.evidence.Recorded;
import io.keywright.core.evidence.Recorder;
import io.keywright.core.journal.Change;
import io.keywright.core.journal.Conflict;
import io.keywright.core.journal.StoreException;
import io.keywright.model.Approval;
import io.keywright.model.Caller;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.model.Operation;
import io.keywright.model.Party;
import io.keywright.model.Role;
import io.keywright.model.Scope;
import io.keywright.model.Vote;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asking for approvals, granting and denying them. Whoever asks never grants. Never blocks its caller. */
public final class Approvals {

    /** An approval as it stands; {@code token} only for its requester, once it is approved. */
    public record Standing(ApprovalFile file, ApprovalState state, int quorum, Optional<String> token) {}

    private static final Set<Role> READERS =
            EnumSet.of(Role.KEY_USER, Role.KEY_ADMIN, Role.APPROVER, Role.AUDITOR, Role.PLATFORM_ADMIN);
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

    private final Authorizer authorizer;
    private final ApprovalRules rules;
    private final ApprovalGate gate;
    private final ApprovalStore store;
    private final ApprovalTokens tokens;
    private final Recorder recorder;
    private final UuidV7 ids;
    private final Executor blocking;
    private final Clock clock;

    public Approvals(
            Authorizer authorizer,
            ApprovalRules rules,
            ApprovalGate gate,
            ApprovalStore store,
            ApprovalTokens tokens,
            Recorder recorder,
            UuidV7 ids,
            Executor blocking,
            Clock clock) {
        this.authorizer = authorizer;
        this.rules = rules;
        this.gate = gate;
        this.store = store;
        this.tokens = tokens;
        this.recorder = recorder;
        this.ids = ids;
        this.blocking = blocking;
        this.clock = clock;
    }

    /** Asks for an approval of one request. */
    public CompletableFuture<Recorded<Standing>> request(Caller caller, NewApproval wanted) {
        Attempt attempt = naming(Attempt.of(caller, Operation.REQUEST_APPROVAL), wanted.keyId());
        return attempted(attempt, () -> {
            Scope scope = authorizer.scopeOrAll(caller, wanted.scope(), Operation.REQUEST_APPROVAL);
            if (!APPROVABLE.contains(wanted.operation())) {
                throw new KeywrightException(
                        ErrorCode.INVALID_REQUEST,
                        "operation must be one that can need an approval, such as revoke.",
                        Map.of("member", "operation"));
            }
            Approval approval = approval(caller, scope, wanted);
            UUID receiptId = recorder.succeeded(attempt, new Change.ApprovalRequested(approval))
                    .join();
            return new Recorded<>(standing(caller, new ApprovalFile(approval, List.of(), false)), receiptId);
        });
    }

    private Approval approval(Caller caller, Scope scope, NewApproval wanted) {
        Instant now = now();
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

    /** Grants or denies an approval. An approver has one vote, through whichever of its identities. */
    public CompletableFuture<Recorded<Standing>> vote(Caller caller, UUID approvalId, boolean granted) {
        Operation operation = granted ? Operation.GRANT_APPROVAL : Operation.DENY_APPROVAL;
        Attempt attempt = Attempt.of(caller, operation);
        return attempted(attempt, () -> {
            String tenantId =
                    authorizer.scopeOrAll(caller, ScopeClaim.NONE, operation).tenantId();
            ApprovalFile file = find(tenantId, approvalId);
            requireOpen(caller, file);
            Vote vote = new Vote(Party.of(caller), granted, now());
            Attempt known = naming(attempt, file.approval().keyId())
                    .within(file.approval().scope());
            return voted(caller, known, new Change.ApprovalVoted(approvalId, vote), tenantId);
        });
    }

    private void requireOpen(Caller caller, ApprovalFile file) {
        if (file.approval().requester().isSameAs(Party.of(caller))) {
            throw new KeywrightException(
                    ErrorCode.POLICY_VIOLATION,
                    "Whoever asks for an approval has no vote on it; another approver must decide.",
                    Map.of("reason", "own_request"));
        }
        ApprovalState state = gate.state(file, clock.instant());
        if (state != ApprovalState.PENDING && state != ApprovalState.APPROVED) {
            throw new KeywrightException(
                    ErrorCode.POLICY_VIOLATION,
                    "The approval is " + state.wireName() + "; there is nothing left to decide.",
                    Map.of("reason", "approval_closed", "state", state.wireName()));
        }
    }

    private Recorded<Standing> voted(Caller caller, Attempt attempt, Change.ApprovalVoted change, String tenantId) {
        try {
            UUID receiptId = recorder.succeeded(attempt, change).join();
            return new Recorded<>(standing(caller, find(tenantId, change.approvalId())), receiptId);
        } catch (CompletionException e) {
            if (e.getCause() instanceof Conflict) {
                throw new KeywrightException(
                        ErrorCode.POLICY_VIOLATION,
                        "You have voted on this approval before; another approver must decide.",
                        Map.of("reason", "voted_before"));
            }
            throw e;
        }
    }

    /** The approval as it stands. Leaves no receipt. May block. */
    public Standing get(Caller caller, UUID approvalId) {
        return standing(caller, find(tenant(caller), approvalId));
    }

    /** The tenant's approvals, newest first. Leaves no receipt. May block. */
    public List<Standing> list(Caller caller, @Nullable UUID before, int limit) {
        String tenantId = tenant(caller);
        return read(() -> store.approvals(tenantId, before, limit)).stream()
                .map(file -> standing(caller, file))
                .toList();
    }

    private String tenant(Caller caller) {
        authorizer.require(caller, READERS);
        return authorizer.ownScopeOrAll(caller).tenantId();
    }

    private Standing standing(Caller caller, ApprovalFile file) {
        Approval approval = file.approval();
        ApprovalState state = gate.state(file, clock.instant());
        boolean deserved =
                state == ApprovalState.APPROVED && approval.requester().equals(Party.of(caller));
        return new Standing(
                file,
                state,
                rules.quorumOf(approval.operation()),
                deserved ? Optional.of(tokens.write(grant(approval))) : Optional.empty());
    }

    private static Grant grant(Approval approval) {
        return new Grant(
                ApprovalStore.OWN,
                approval.approvalId().toString(),
                approval.scope(),
                approval.operation(),
                approval.keyId(),
                approval.requestDigest(),
                approval.expiresAt());
    }

    private ApprovalFile find(String tenantId, UUID approvalId) {
        return read(() -> store.approval(tenantId, approvalId))
                .orElseThrow(() -> new KeywrightException(
                        ErrorCode.KEY_NOT_FOUND,
                        "There is no such approval in your tenant; list them with GET /kms/v1/approvals.",
                        Map.of("reason", "approval_not_found")));
    }

    private static Attempt naming(Attempt attempt, @Nullable UUID keyId) {
        return keyId == null ? attempt : attempt.naming(keyId);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    @FunctionalInterface
    private interface Read<T> {
        T run() throws StoreException;
    }

    private static <T> T read(Read<T> read) {
        try {
            return read.run();
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }

    private <T> CompletableFuture<T> attempted(Attempt attempt, Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, blocking)
                .exceptionallyCompose(failure -> recorder.refused(attempt, failure));
    }
}
