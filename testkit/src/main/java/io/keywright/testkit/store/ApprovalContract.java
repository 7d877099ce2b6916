package io.keywright.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.approval.ApprovalFile;
import io.keywright.core.journal.Change;
import io.keywright.model.Approval;
import io.keywright.model.Operation;
import io.keywright.model.Party;
import io.keywright.model.Scope;
import io.keywright.model.Vote;
import io.keywright.testkit.Samples;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Approvals and the votes on them: for their tenant alone, and one vote of each identity and each person. */
public interface ApprovalContract extends StoreFixture {

    Scope ACME = Samples.scope("acme");
    Scope GLOBEX = Samples.scope("globex");
    Party REQUESTER = new Party("spiffe://example.org/module/M21", "https://login.example.com|carol");

    private static Approval approval(long number, Scope scope, @Nullable UUID keyId) {
        return new Approval(
                new UUID(0x7000, number),
                scope,
                Operation.REVOKE,
                keyId,
                new Samples(number).bytes(32),
                "because of \"that\"",
                REQUESTER,
                Samples.START,
                Samples.START.plus(Duration.ofHours(1)));
    }

    private static Vote vote(String subject, @Nullable String person, boolean granted) {
        return new Vote(new Party(subject, person), granted, Samples.START.plusMillis(7));
    }

    private Approval requested(Approval approval) throws Exception {
        assertThat(new Keys(store()).apply(new Change.ApprovalRequested(approval)))
                .isTrue();
        return approval;
    }

    private boolean voted(Approval approval, Vote vote) throws Exception {
        return new Keys(store()).apply(new Change.ApprovalVoted(approval.approvalId(), vote));
    }

    private ApprovalFile file(Approval approval) throws Exception {
        return store().approvals()
                .approval(approval.scope().tenantId(), approval.approvalId())
                .orElseThrow();
    }

    private List<UUID> ids(Scope scope, @Nullable UUID before, int limit) throws Exception {
        return store().approvals().approvals(scope.tenantId(), before, limit).stream()
                .map(file -> file.approval().approvalId())
                .toList();
    }

    @Test
    default void keepsEveryMemberOfAnApproval() throws Exception {
        Approval ofKey = requested(approval(1, ACME, new UUID(1, 2)));
        Approval ofNone = requested(approval(2, ACME, null));
        Vote granted = vote("spiffe://example.org/module/approver-1", "https://login.example.com|alice", true);
        Vote denied = vote("spiffe://example.org/module/approver-2", null, false);
        assertThat(voted(ofKey, granted)).isTrue();
        assertThat(voted(ofKey, denied)).isTrue();
        reopen();
        assertThat(file(ofKey))
                .usingRecursiveComparison()
                .isEqualTo(new ApprovalFile(ofKey, List.of(granted, denied), false));
        assertThat(file(ofNone)).usingRecursiveComparison().isEqualTo(new ApprovalFile(ofNone, List.of(), false));
    }

    @Test
    default void showsATenantItsOwnApprovalsAlone() throws Exception {
        Approval own = requested(approval(1, ACME, null));
        Approval foreign = requested(approval(2, GLOBEX, null));
        assertThat(ids(ACME, null, 10)).containsExactly(own.approvalId());
        assertThat(store().approvals().approval("acme", foreign.approvalId())).isEmpty();
        assertThat(store().approvals().approval("nobody", own.approvalId())).isEmpty();
        assertThat(ids(Samples.scope("nobody"), null, 10)).isEmpty();
    }

    @Test
    default void listsApprovalsNewestFirstAndPageByPage() throws Exception {
        UUID first = requested(approval(1, ACME, null)).approvalId();
        UUID third = requested(approval(3, ACME, null)).approvalId();
        UUID second = requested(approval(2, ACME, null)).approvalId();
        assertThat(ids(ACME, null, 2)).containsExactly(third, second);
        assertThat(ids(ACME, second, 2)).containsExactly(first);
        assertThat(ids(ACME, first, 2)).isEmpty();
    }

    @Test
    default void countsAnIdentityOnceWhateverItSays() throws Exception {
        Approval approval = requested(approval(1, ACME, null));
        assertThat(voted(approval, vote("one", null, true))).isTrue();
        assertThat(voted(approval, vote("one", null, false))).isFalse();
        assertThat(voted(approval, vote("one", "alice", true))).isFalse();
        assertThat(file(approval).votes()).containsExactly(vote("one", null, true));
    }

    @Test
    default void countsAPersonOnceThroughWhicheverIdentity() throws Exception {
        Approval approval = requested(approval(1, ACME, null));
        assertThat(voted(approval, vote("one", "alice", true))).isTrue();
        assertThat(voted(approval, vote("two", "alice", true))).isFalse();
        assertThat(voted(approval, vote("two", "bob", true))).isTrue();
        assertThat(file(approval).votes()).hasSize(2);
    }

    @Test
    default void takesNobodyForAPersonOfItsOwn() throws Exception {
        Approval approval = requested(approval(1, ACME, null));
        assertThat(voted(approval, vote("one", null, true))).isTrue();
        assertThat(voted(approval, vote("two", null, true))).isTrue();
        assertThat(file(approval).votes()).hasSize(2);
    }

    @Test
    default void letsOneVoteOnEachApproval() throws Exception {
        Approval first = requested(approval(1, ACME, null));
        Approval second = requested(approval(2, ACME, null));
        assertThat(voted(first, vote("one", "alice", true))).isTrue();
        assertThat(voted(second, vote("one", "alice", false))).isTrue();
        assertThat(file(first).votes()).containsExactly(vote("one", "alice", true));
    }
}
