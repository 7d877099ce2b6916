package io.keywright.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.approval.ApprovalStore;
import io.keywright.core.authorization.Reach;
import io.keywright.core.change.ApprovalChange;
import io.keywright.core.change.Change;
import io.keywright.core.change.KeyChange;
import io.keywright.core.change.RoleChange;
import io.keywright.core.change.TrustChange;
import io.keywright.core.journal.StoreException;
import io.keywright.model.AnchorType;
import io.keywright.model.Approval;
import io.keywright.model.Grounds;
import io.keywright.model.Operation;
import io.keywright.model.Party;
import io.keywright.model.Role;
import io.keywright.model.RoleBinding;
import io.keywright.model.Scope;
import io.keywright.model.SpentApproval;
import io.keywright.model.StoredKey;
import io.keywright.model.TrustAnchor;
import io.keywright.model.Vote;
import io.keywright.testkit.Samples;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** An approval is spent once, together with what it allows, or neither happens. */
public interface SpendingContract extends StoreFixture {

    Scope ACME = Samples.scope("acme");
    Change NOTHING = new Change.None();
    Instant END = Samples.START.plusSeconds(60);

    private static SpentApproval spent(String issuer, String tokenId) {
        return spent(issuer, tokenId, Grounds.NONE);
    }

    private static SpentApproval spent(String issuer, String tokenId, Grounds grounds) {
        return new SpentApproval(issuer, tokenId, END, grounds);
    }

    private static SpentApproval spent(Approval approval, UUID... bindings) {
        return spent(ApprovalStore.OWN, approval.approvalId().toString(), new Grounds(Set.of(bindings), Set.of()));
    }

    private Approval requested() throws Exception {
        Approval approval = new Approval(
                new UUID(0x7000, 1),
                ACME,
                Operation.ROTATE,
                null,
                new byte[32],
                "because",
                new Party("one", null),
                Samples.START,
                END);
        assertThat(new Keys(store()).apply(new ApprovalChange.Requested(approval, 1)))
                .isTrue();
        return approval;
    }

    private boolean spend(SpentApproval approval, Change change) throws Exception {
        return new Keys(store()).apply(new Change.Approved(approval, change));
    }

    @Test
    default void spendsAnApprovalOnce() throws Exception {
        assertThat(spend(spent("one", "id"), NOTHING)).isTrue();
        assertThat(spend(spent("one", "id"), NOTHING)).isFalse();
        reopen();
        assertThat(spend(spent("one", "id"), NOTHING)).isFalse();
    }

    @Test
    default void spendsAnApprovalOnceInOneTransactionToo() throws Exception {
        store().journal().transaction(transaction -> {
            assertThat(transaction.apply(new Change.Approved(spent("one", "id"), NOTHING)))
                    .isTrue();
            assertThat(transaction.apply(new Change.Approved(spent("one", "id"), NOTHING)))
                    .isFalse();
        });
        assertThat(spend(spent("one", "id"), NOTHING)).isFalse();
    }

    @Test
    default void tellsTheApprovalsOfTwoIssuersApart() throws Exception {
        assertThat(spend(spent("one", "id"), NOTHING)).isTrue();
        assertThat(spend(spent("two", "id"), NOTHING)).isTrue();
        assertThat(spend(spent("one", "ID"), NOTHING)).isTrue();
    }

    @Test
    default void doesNotSpendAnApprovalOnWhatDoesNotApply() throws Exception {
        Samples samples = new Samples(1);
        StoredKey holder = samples.key(ACME, "signing");
        StoredKey late = samples.key(ACME, "signing");
        assertThat(new Keys(store()).create(holder)).isTrue();
        assertThat(spend(spent("one", "id"), new KeyChange.Created(late))).isFalse();
        assertThat(new Keys(store()).byId(late.metadata())).isEmpty();
        assertThat(spend(spent("one", "id"), NOTHING)).isTrue();
    }

    @Test
    default void doesNothingThatASpentApprovalAllowed() throws Exception {
        StoredKey key = new Samples(2).key(ACME, null);
        assertThat(spend(spent("one", "id"), NOTHING)).isTrue();
        assertThat(spend(spent("one", "id"), new KeyChange.Created(key))).isFalse();
        assertThat(new Keys(store()).byId(key.metadata())).isEmpty();
    }

    @Test
    default void doesNotSpendAnApprovalInATransactionThatFails() throws Exception {
        StoreException failure = new StoreException("as planned");
        assertThatThrownBy(() -> store().journal().transaction(transaction -> {
                    assertThat(transaction.apply(new Change.Approved(spent("one", "id"), NOTHING)))
                            .isTrue();
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(spend(spent("one", "id"), NOTHING)).isTrue();
    }

    @Test
    default void showsThatTheServicesOwnApprovalIsSpent() throws Exception {
        UUID id = requested().approvalId();
        spend(spent("another", id.toString()), NOTHING);
        assertThat(store().approvals()
                        .approval(Reach.of(ACME), id)
                        .orElseThrow()
                        .spent())
                .isFalse();
        spend(spent(ApprovalStore.OWN, id.toString()), NOTHING);
        assertThat(store().approvals()
                        .approval(Reach.of(ACME), id)
                        .orElseThrow()
                        .spent())
                .isTrue();
    }

    @Test
    default void doesNotSpendAnApprovalThatWasDeniedSinceItWasAdmitted() throws Exception {
        Approval approval = requested();
        StoredKey key = new Samples(3).key(ACME, null);
        Vote denial = new Vote(new Party("two", null), false, Samples.START);
        assertThat(new Keys(store()).apply(new ApprovalChange.Voted(approval.approvalId(), denial)))
                .isTrue();
        assertThat(spend(spent(approval), new KeyChange.Created(key))).isFalse();
        assertThat(new Keys(store()).byId(key.metadata())).isEmpty();
        assertThat(store().approvals()
                        .spent(ApprovalStore.OWN, approval.approvalId().toString()))
                .isFalse();
    }

    @Test
    default void spendsAnApprovalUntilItExpiresAndNotThen() throws Exception {
        Approval approval = requested();
        setTime(END);
        assertThat(spend(spent(approval), NOTHING)).isFalse();
        assertThat(spend(spent("one", "id"), NOTHING)).isFalse();
        setTime(END.minusMillis(1));
        assertThat(spend(spent(approval), NOTHING)).isTrue();
        assertThat(spend(spent("one", "id"), NOTHING)).isTrue();
    }

    @Test
    default void doesNotSpendAnApprovalOfWhichAnApproverLostTheRole() throws Exception {
        Approval approval = requested();
        RoleBinding kept = binding(1, "alice");
        RoleBinding lost = binding(2, "bob");
        bound(kept);
        bound(lost);
        assertThat(new Keys(store()).apply(new RoleChange.Unbound(lost))).isTrue();
        assertThat(spend(spent(approval, kept.bindingId(), lost.bindingId()), NOTHING))
                .isFalse();
        assertThat(spend(spent(approval, kept.bindingId()), NOTHING)).isTrue();
    }

    @Test
    default void doesNotSpendAnApprovalOfAnApproverForWhomNobodyVouchesAnyMore() throws Exception {
        Approval approval = requested();
        TrustAnchor kept = anchor(1);
        TrustAnchor retired = anchor(2);
        assertThat(new Keys(store()).apply(new TrustChange.AnchorRetired(retired.retired())))
                .isTrue();
        assertThat(spend(vouched(approval, kept, retired), NOTHING)).isFalse();
        assertThat(spend(vouched(approval, kept), NOTHING)).isTrue();
    }

    private static SpentApproval vouched(Approval approval, TrustAnchor... anchors) {
        Set<UUID> ids = Arrays.stream(anchors).map(TrustAnchor::anchorId).collect(Collectors.toSet());
        return spent(ApprovalStore.OWN, approval.approvalId().toString(), new Grounds(Set.of(), ids));
    }

    private TrustAnchor anchor(int number) throws Exception {
        TrustAnchor anchor = new TrustAnchor(
                new UUID(0x7000, number), ACME, AnchorType.ROOT, new byte[] {(byte) number}, Samples.START, 1);
        assertThat(new Keys(store()).apply(new TrustChange.AnchorsAdded(List.of(anchor), 20)))
                .isTrue();
        return anchor;
    }

    private static RoleBinding binding(long number, String identity) {
        return new RoleBinding(new UUID(0x7000, number), "acme", identity, Role.APPROVER, Samples.START);
    }

    private void bound(RoleBinding binding) throws Exception {
        assertThat(new Keys(store()).apply(new RoleChange.Bound(binding))).isTrue();
    }

    @Test
    default void doesNotSpendAnApprovalThatIsNotThere() throws Exception {
        assertThat(spend(spent(ApprovalStore.OWN, new UUID(0x7000, 9).toString()), NOTHING))
                .isFalse();
    }
}
