package io.keywright.core.approval;

import io.keywright.core.approval.ApprovalStore.ApprovalFilter;
import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.Reach;
import io.keywright.core.journal.StoreException;
import io.keywright.model.Approval;
import io.keywright.model.Caller;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.model.Party;
import io.keywright.model.Role;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Shows the approvals of a scope. Leaves no receipt. May block. */
public final class ApprovalCatalogue {

    private static final Set<Role> READERS =
            EnumSet.of(Role.KEY_USER, Role.KEY_ADMIN, Role.APPROVER, Role.AUDITOR, Role.PLATFORM_ADMIN);

    private final Authorizer authorizer;
    private final VoteCount count;
    private final ApprovalStore store;
    private final ApprovalTokens tokens;
    private final Clock clock;

    public ApprovalCatalogue(
            Authorizer authorizer, VoteCount count, ApprovalStore store, ApprovalTokens tokens, Clock clock) {
        this.authorizer = authorizer;
        this.count = count;
        this.store = store;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** The approval as it stands. */
    public ApprovalStatus get(Caller caller, UUID approvalId) {
        return standing(caller, find(reach(caller), approvalId));
    }

    /**
     * The approvals that the caller may see, newest first.
     *
     * @param before the last one of the page before, or null to start
     */
    public List<ApprovalStatus> list(Caller caller, ApprovalQuery query, @Nullable UUID before, int limit) {
        Reach reach = reach(caller);
        ApprovalFilter filter = query.filter(clock.instant());
        List<ApprovalStatus> found = new ArrayList<>();
        List<ApprovalFile> page = page(reach, filter, before, limit);
        while (!page.isEmpty() && found.size() < limit) {
            page.stream()
                    .map(file -> standing(caller, file))
                    .filter(standing -> query.matches(standing.state()))
                    .limit(limit - found.size())
                    .forEach(found::add);
            page = page.size() < limit
                    ? List.of()
                    : page(reach, filter, page.getLast().approval().approvalId(), limit);
        }
        return found;
    }

    private List<ApprovalFile> page(Reach reach, ApprovalFilter filter, @Nullable UUID before, int limit) {
        return read(() -> store.approvals(reach, filter, before, limit));
    }

    /** Those of the caller's own scope; as an auditor, all that the role reaches. */
    private Reach reach(Caller caller) {
        authorizer.require(caller, READERS);
        return authorizer.reach(caller, Role.AUDITOR).orElseGet(() -> Reach.of(authorizer.ownScopeOrAll(caller)));
    }

    ApprovalFile find(Reach reach, UUID approvalId) {
        return read(() -> store.approval(reach, approvalId))
                .orElseThrow(() -> new KeywrightException(
                        ErrorCode.KEY_NOT_FOUND,
                        "There is no such approval in your scope; list them with GET /kms/v1/approvals.",
                        Map.of("reason", "approval_not_found")));
    }

    /** Whether the caller's certificate has voted with a token since {@code since}. */
    boolean isOfPersons(Caller caller, Instant since) {
        return read(() -> store.votedWithToken(caller.subject(), since));
    }

    ApprovalState state(ApprovalFile file) {
        return count.state(file, clock.instant());
    }

    ApprovalStatus standing(Caller caller, ApprovalFile file) {
        Approval approval = file.approval();
        ApprovalState state = state(file);
        boolean deserved =
                state == ApprovalState.APPROVED && approval.requester().equals(Party.of(caller));
        return new ApprovalStatus(
                file,
                state,
                count.quorum(approval),
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
}
