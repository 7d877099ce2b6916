package io.keywright.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.keywright.core.approval.ApprovalFile;
import io.keywright.core.approval.ApprovalStore;
import io.keywright.core.approval.ApprovalStore.ApprovalFilter;
import io.keywright.core.approval.ApprovalStore.Course;
import io.keywright.core.authorization.Reach;
import io.keywright.core.change.ApprovalChange;
import io.keywright.core.change.Change;
import io.keywright.core.change.KeyChange;
import io.keywright.core.change.TrustChange;
import io.keywright.model.AnchorType;
import io.keywright.model.Approval;
import io.keywright.model.Environment;
import io.keywright.model.Grounds;
import io.keywright.model.Operation;
import io.keywright.model.Party;
import io.keywright.model.Plane;
import io.keywright.model.Scope;
import io.keywright.model.SpentApproval;
import io.keywright.model.StoredKey;
import io.keywright.model.TrustAnchor;
import io.keywright.model.Vote;
import io.keywright.model.Voucher;
import io.keywright.testkit.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Approvals and the votes on them: for their tenant alone, and one vote of each identity and each person. */
public interface ApprovalContract extends StoreFixture {

    ApprovalFilter ALL = new ApprovalFilter(null, null, null);

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
        assertThat(asked(approval, 100)).isTrue();
        return approval;
    }

    private boolean asked(Approval approval, int most) throws Exception {
        return new Keys(store()).apply(new ApprovalChange.Requested(approval, most));
    }

    private static Approval expiring(long number, Instant created, Instant expires) {
        Approval approval = approval(number, ACME, null);
        return new Approval(
                approval.approvalId(),
                approval.scope(),
                approval.operation(),
                approval.keyId(),
                approval.requestDigest(),
                approval.reason(),
                approval.requester(),
                created,
                expires);
    }

    private void spent(Approval approval) throws Exception {
        assertThat(spend(approval, new Change.None())).isTrue();
    }

    private boolean spend(Approval approval, Change change) throws Exception {
        SpentApproval spent = new SpentApproval(
                ApprovalStore.OWN, approval.approvalId().toString(), approval.expiresAt(), Grounds.NONE);
        return new Keys(store()).apply(new Change.Approved(spent, change));
    }

    private boolean voted(Approval approval, Vote vote) throws Exception {
        return new Keys(store()).apply(new ApprovalChange.Voted(approval.approvalId(), vote));
    }

    private ApprovalFile file(Approval approval) throws Exception {
        return store().approvals()
                .approval(Reach.of(approval.scope()), approval.approvalId())
                .orElseThrow();
    }

    private List<UUID> ids(Scope scope, @Nullable UUID before, int limit) throws Exception {
        return ids(scope, ALL, before, limit);
    }

    private List<UUID> ids(Scope scope, ApprovalFilter filter, @Nullable UUID before, int limit) throws Exception {
        return store().approvals().approvals(Reach.all(scope.tenantId()), filter, before, limit).stream()
                .map(file -> file.approval().approvalId())
                .toList();
    }

    private List<UUID> along(Course course) throws Exception {
        return ids(ACME, new ApprovalFilter(course, null, null), null, 10);
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
        assertThat(store().approvals().approval(Reach.all("acme"), foreign.approvalId()))
                .isEmpty();
        assertThat(store().approvals().approval(Reach.all("nobody"), own.approvalId()))
                .isEmpty();
        assertThat(ids(Samples.scope("nobody"), null, 10)).isEmpty();
    }

    @Test
    default void showsAnEnvironmentAndPlaneTheirOwnApprovalsAlone() throws Exception {
        Scope staging = new Scope("acme", Environment.STAGING, ACME.plane());
        Scope product = new Scope("acme", ACME.environment(), Plane.PRODUCT);
        UUID own = requested(approval(1, ACME, null)).approvalId();
        UUID ofStaging = requested(approval(2, staging, null)).approvalId();
        UUID ofProduct = requested(approval(3, product, null)).approvalId();
        ApprovalStore approvals = store().approvals();
        assertThat(approvals.approvals(Reach.of(ACME), ALL, null, 10))
                .extracting(file -> file.approval().approvalId())
                .containsExactly(own);
        assertThat(approvals.approval(Reach.of(ACME), own)).isPresent();
        assertThat(approvals.approval(Reach.of(ACME), ofStaging)).isEmpty();
        assertThat(approvals.approval(Reach.of(ACME), ofProduct)).isEmpty();
        assertThat(approvals.approval(new Reach("acme", null, ACME.plane()), ofStaging))
                .isPresent();
        assertThat(ids(ACME, null, 10)).containsExactly(ofProduct, ofStaging, own);
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
    default void filtersNarrowByOperationAndKey() throws Exception {
        UUID key = new UUID(1, 2);
        UUID first = requested(approval(1, ACME, key)).approvalId();
        UUID second = requested(approval(2, ACME, key)).approvalId();
        UUID other = requested(approval(3, ACME, null)).approvalId();
        assertThat(ids(ACME, new ApprovalFilter(null, null, key), null, 10)).containsExactly(second, first);
        assertThat(ids(ACME, new ApprovalFilter(null, null, key), second, 10)).containsExactly(first);
        assertThat(ids(ACME, new ApprovalFilter(null, Operation.REVOKE, null), null, 10))
                .containsExactly(other, second, first);
        assertThat(ids(ACME, new ApprovalFilter(null, Operation.ROTATE, null), null, 10))
                .isEmpty();
        assertThat(ids(GLOBEX, new ApprovalFilter(null, Operation.REVOKE, key), null, 10))
                .isEmpty();
    }

    @Test
    default void tellsApprovalsApartByHowTheyHaveRun() throws Exception {
        Instant end = Samples.START.plusSeconds(60);
        Approval open = requested(expiring(1, Samples.START, end.plusMillis(1)));
        Approval late = requested(expiring(2, Samples.START, end));
        Approval denied = requested(expiring(3, Samples.START, end));
        Approval spent = requested(expiring(4, Samples.START, end));
        assertThat(voted(denied, vote("one", null, false))).isTrue();
        spent(spent);
        assertThat(voted(spent, vote("late", null, false))).isTrue();
        reopen();
        assertThat(along(new Course.Open(end))).containsExactly(open.approvalId());
        assertThat(along(new Course.Expired(end))).containsExactly(late.approvalId());
        assertThat(along(new Course.Denied())).containsExactly(denied.approvalId());
        assertThat(along(new Course.Spent())).containsExactly(spent.approvalId());
    }

    @Test
    default void takesNoMoreThanMayBeOpenAtATime() throws Exception {
        Instant now = Samples.START;
        Approval first = expiring(1, now, now.plusSeconds(10));
        Approval second = expiring(2, now, now.plusSeconds(20));
        Approval third = expiring(3, now, now.plusSeconds(30));
        assertThat(asked(first, 2)).isTrue();
        assertThat(asked(second, 2)).isTrue();
        assertThat(asked(third, 2)).isFalse();
        assertThat(ids(ACME, null, 10)).containsExactly(second.approvalId(), first.approvalId());
        assertThat(asked(approval(9, GLOBEX, null), 2)).isTrue();
        assertThat(asked(expiring(4, now.plusSeconds(10).minusMillis(1), now.plusSeconds(40)), 2))
                .isFalse();
        assertThat(asked(expiring(4, now.plusSeconds(10), now.plusSeconds(40)), 2))
                .isTrue();
    }

    @Test
    default void whatIsDeniedOrSpentMakesRoom() throws Exception {
        Approval denied = requested(approval(1, ACME, null));
        Approval spent = requested(approval(2, ACME, null));
        assertThat(voted(denied, vote("one", null, true))).isTrue();
        assertThat(asked(approval(3, ACME, null), 2)).isFalse();
        assertThat(voted(denied, vote("two", null, false))).isTrue();
        assertThat(asked(approval(3, ACME, null), 2)).isTrue();
        assertThat(asked(approval(4, ACME, null), 2)).isFalse();
        spent(spent);
        assertThat(asked(approval(4, ACME, null), 2)).isTrue();
    }

    @Test
    default void whatCouldNotBeSpentIsStillOpen() throws Exception {
        Approval approval = requested(approval(1, ACME, null));
        StoredKey holder = new Samples(1).key(ACME, "signing");
        StoredKey late = new Samples(2).key(ACME, "signing");
        assertThat(new Keys(store()).create(holder)).isTrue();
        assertThat(spend(approval, new KeyChange.Created(late))).isFalse();
        assertThat(along(new Course.Open(Samples.START))).containsExactly(approval.approvalId());
        assertThat(asked(approval(2, ACME, null), 1)).isFalse();
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
    default void keepsWhichAnchorVouchedForAVoter() throws Exception {
        Approval approval = requested(approval(1, ACME, null));
        TrustAnchor own = anchor(ACME, 1);
        TrustAnchor ofAll = anchor(Scope.OF_ALL, 2);
        Vote first = vote("one", new Voucher(own.anchorId(), ACME));
        Vote second = vote("two", new Voucher(ofAll.anchorId(), Scope.OF_ALL));
        assertThat(voted(approval, first)).isTrue();
        assertThat(voted(approval, second)).isTrue();
        assertThat(new Keys(store()).apply(new TrustChange.AnchorRetired(ofAll.retired())))
                .isTrue();
        reopen();
        assertThat(file(approval).votes()).containsExactly(first, second);
        assertThat(store().approvals().vouches(own.anchorId())).isTrue();
        assertThat(store().approvals().vouches(ofAll.anchorId())).isFalse();
    }

    private static Vote vote(String subject, Voucher voucher) {
        return new Vote(new Party(subject, null), true, Samples.START, voucher);
    }

    private TrustAnchor anchor(Scope scope, int number) throws Exception {
        TrustAnchor anchor = new TrustAnchor(
                new UUID(0x7000, number), scope, AnchorType.ROOT, new byte[] {(byte) number}, Samples.START, 1);
        assertThat(new Keys(store()).apply(new TrustChange.AnchorsAdded(List.of(anchor), 20)))
                .isTrue();
        return anchor;
    }

    @Test
    default void tellsOnceWhichWereOpenWhenTheyExpired() throws Exception {
        Instant end = Samples.START.plusSeconds(60);
        Approval first = requested(expiring(1, Samples.START, end.minusMillis(1)));
        Approval second = requested(expiring(2, Samples.START, end));
        Approval third = requested(expiring(3, Samples.START, end.plusMillis(1)));
        spent(requested(expiring(4, Samples.START, end)));
        assertThat(voted(requested(expiring(5, Samples.START, end)), vote("one", null, false)))
                .isTrue();

        assertThat(store().approvals().open(end.minusMillis(1), null, 10))
                .extracting(ApprovalFile::approval)
                .extracting(Approval::approvalId)
                .containsExactly(second.approvalId(), third.approvalId());
        assertThat(store().approvals().open(end.minusMillis(1), null, 1))
                .extracting(file -> file.approval().approvalId())
                .containsExactly(second.approvalId());
        assertThat(store().approvals().open(end.minusMillis(1), second.approvalId(), 10))
                .extracting(file -> file.approval().approvalId())
                .containsExactly(third.approvalId());
        assertThat(store().approvals().open(end.plusMillis(1), null, 10)).isEmpty();
        assertThat(store().approvals().expired(end, 10))
                .extracting(Approval::approvalId, Approval::scope)
                .containsExactly(tuple(first.approvalId(), ACME), tuple(second.approvalId(), ACME));
        assertThat(store().approvals().expired(end, 1)).hasSize(1);
        assertThat(new Keys(store()).apply(new ApprovalChange.Expired(first.approvalId())))
                .isTrue();
        assertThat(new Keys(store()).apply(new ApprovalChange.Expired(first.approvalId())))
                .isFalse();
        assertThat(store().approvals().expired(end, 10))
                .extracting(Approval::approvalId)
                .containsExactly(second.approvalId());
    }

    @Test
    default void remembersWhoVotedWithAToken() throws Exception {
        Approval approval = requested(approval(1, ACME, null));
        assertThat(voted(approval, vote("one", "alice", true))).isTrue();
        assertThat(voted(approval, vote("two", null, true))).isTrue();
        Instant voted = Samples.START.plusMillis(7);
        assertThat(store().approvals().votedWithToken("one", voted)).isTrue();
        assertThat(store().approvals().votedWithToken("one", voted.plusMillis(1)))
                .isFalse();
        assertThat(store().approvals().votedWithToken("two", voted)).isFalse();
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
