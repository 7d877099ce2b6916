package io.keywright.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.approval.ApprovalStore;
import io.keywright.core.journal.Change;
import io.keywright.core.journal.StoreException;
import io.keywright.model.Approval;
import io.keywright.model.Operation;
import io.keywright.model.Party;
import io.keywright.model.Scope;
import io.keywright.model.SpentApproval;
import io.keywright.model.StoredKey;
import io.keywright.testkit.Samples;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** An approval is spent once, together with what it allows, or neither happens. */
public interface SpendingContract extends StoreFixture {

    Scope ACME = Samples.scope("acme");
    Change NOTHING = new Change.None();

    private static SpentApproval spent(String issuer, String tokenId) {
        return new SpentApproval(issuer, tokenId, Samples.START);
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
        assertThat(spend(spent("one", "id"), new Change.KeyCreated(late))).isFalse();
        assertThat(new Keys(store()).byId(late.metadata())).isEmpty();
        assertThat(spend(spent("one", "id"), NOTHING)).isTrue();
    }

    @Test
    default void doesNothingThatASpentApprovalAllowed() throws Exception {
        StoredKey key = new Samples(2).key(ACME, null);
        assertThat(spend(spent("one", "id"), NOTHING)).isTrue();
        assertThat(spend(spent("one", "id"), new Change.KeyCreated(key))).isFalse();
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
        UUID id = new UUID(0x7000, 1);
        Party somebody = new Party("one", null);
        assertThat(new Keys(store())
                        .apply(new Change.ApprovalRequested(
                                new Approval(
                                        id,
                                        ACME,
                                        Operation.ROTATE,
                                        null,
                                        new byte[32],
                                        "because",
                                        somebody,
                                        Samples.START,
                                        Samples.START.plusSeconds(1)),
                                1)))
                .isTrue();
        spend(spent("another", id.toString()), NOTHING);
        assertThat(store().approvals().approval("acme", id).orElseThrow().spent())
                .isFalse();
        spend(spent(ApprovalStore.OWN, id.toString()), NOTHING);
        assertThat(store().approvals().approval("acme", id).orElseThrow().spent())
                .isTrue();
    }
}
