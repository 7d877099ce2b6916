package io.keywright.core.follow;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.integrity.LatestChanges;
import io.keywright.core.journal.LedgerHead;
import io.keywright.core.journal.LostReceiptsException;
import io.keywright.core.journal.SeenLedger;
import io.keywright.core.journal.StoreException;
import io.keywright.core.work.Bell;
import io.keywright.core.work.Supervisor;
import io.keywright.ledger.receipt.UnsignedReceipt;
import io.keywright.model.Environment;
import io.keywright.model.KeywrightException;
import io.keywright.model.Operation;
import io.keywright.model.Plane;
import io.keywright.model.Receipt;
import io.keywright.model.Receipt.KmsContext;
import io.keywright.model.RowKind;
import io.keywright.model.RowName;
import io.keywright.model.Scope;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What anybody changes in the ledger, this node's memory follows, whoever commits it. */
class StateTailTest {

    private static final Scope ACME = new Scope("acme", Environment.DEV, Plane.TENANT);
    private static final UUID KEY = UUID.fromString("0190c1a0-0000-7000-8000-000000000001");

    private static final String[] EVERYTHING = {
        "all keys", "retired roots", "roles", "anchors", "revocations", "ledger keys", "subscriptions"
    };

    private final List<ChangeStore.Changed> ledger = new CopyOnWriteArrayList<>();
    private final BlockingQueue<String> followed = new LinkedBlockingQueue<>();
    private final Bell bell = new Bell();
    private volatile boolean rolesUnreadable;
    private final Following roles = following("roles");
    private final Following anchors = following("anchors");
    private final LatestChanges rows = new LatestChanges();
    private final SeenLedger seen = new SeenLedger();
    private final StateTail tail = new StateTail(
            new Ledger(),
            seen,
            new Memory(
                    new Keys(),
                    new Roots(),
                    roles,
                    anchors,
                    following("revocations"),
                    following("ledger keys"),
                    this::subscriptions,
                    rows),
            bell,
            InstantSource.system(),
            new Supervisor());

    private void subscriptions() {
        followed.add("subscriptions");
    }

    private Following following(String name) {
        return new Following(
                name,
                () -> {
                    if (rolesUnreadable && name.equals("roles")) {
                        throw new StoreException("planned");
                    }
                    followed.add(name);
                },
                InstantSource.system());
    }

    private final class Ledger implements ChangeStore {

        @Override
        public Optional<LedgerHead> head() {
            return Optional.of(new LedgerHead(ledger.size(), "a checkpoint"));
        }

        @Override
        public List<Changed> changes(long index, int limit) {
            return ledger.stream().skip(index).limit(limit).toList();
        }
    }

    private final class Keys implements KeyMemory {

        @Override
        public void forget(Scope scope, UUID keyId) {
            followed.add(scope.tenantId() + "/" + keyId);
        }

        @Override
        public void forgetAll() {
            followed.add("all keys");
        }
    }

    private final class Roots implements RootMemory {

        @Override
        public void forget(String tenantId, int version) {
            followed.add(tenantId + "'s root " + version);
        }

        @Override
        public void forgetRefused(String tenantId) {
            followed.add(tenantId + "'s roots");
        }

        @Override
        public void forgetRetired() {
            followed.add("retired roots");
        }
    }

    private void commit(String operation, String change) {
        byte[] receipt = UnsignedReceipt.of(new Receipt(
                        UUID.randomUUID(),
                        Instant.parse("2026-11-26T10:00:00Z"),
                        ACME,
                        operation,
                        new KmsContext(null, "verb", null, null, true, null, null),
                        "module",
                        ""))
                .withSignature(new byte[64]);
        ledger.add(new ChangeStore.Changed(ledger.size(), receipt, change.getBytes(US_ASCII)));
        bell.ring();
    }

    private void commit(Operation operation, String change) {
        commit(operation.receiptName(), change);
    }

    private void follows(String... names) throws InterruptedException {
        for (String name : names) {
            assertThat(followed.poll(30, TimeUnit.SECONDS)).isEqualTo(name);
        }
    }

    @AfterEach
    void close() {
        tail.close();
    }

    @Test
    void allIsReadOnceWhenItBegins() throws Exception {
        follows(EVERYTHING);
    }

    @Test
    void whatAChangeConcernsIsReadAgainAndNothingElse() throws Exception {
        follows(EVERYTHING);
        commit(Operation.REVOKE, "{\"key_id\":\"" + KEY + "\"}");
        follows("acme/" + KEY);
        commit(Operation.UNBIND_ROLE, "{}");
        follows("roles");
        commit(Operation.REQUEST_APPROVAL, "{}");
        commit(Operation.UPDATE_TRUST_ANCHOR, "{}");
        follows("anchors");
        commit(Operation.REVOKE_CERTIFICATE, "{}");
        follows("revocations");
        commit(Operation.CREATE_SUBSCRIPTION, "{}");
        commit(Operation.RENEW_SUBSCRIPTION_SECRET, "{}");
        follows("subscriptions", "subscriptions");
        commit(Operation.TEST_SUBSCRIPTION, "{}");
        commit(Operation.ROTATE_TENANT_ROOT, "{\"root_version\":2}");
        commit(Operation.RETIRE_TENANT_ROOT, "{\"root_version\":1}");
        follows("acme's root 1");
        commit(Operation.REFUSE_TENANT_ROOT, "{}");
        follows("acme's roots");
        commit(Operation.ROTATE_LEDGER_KEY, "{}");
        follows("ledger keys");
        commit(Operation.ROTATE, "{\"new_key_id\":\"x\",\"old_key_id\":\"" + KEY + "\"}");
        follows("acme/" + KEY);
        assertThat(followed).isEmpty();
    }

    @Test
    void aLedgerThatHasBecomeShorterIsNotFollowed() throws Exception {
        follows(EVERYTHING);
        commit(Operation.UNBIND_ROLE, "{}");
        follows("roles");
        tail.catchUp().join();
        ledger.clear();
        CompletableFuture<Void> behind = tail.catchUp();
        assertThatThrownBy(behind::join).hasRootCauseInstanceOf(LostReceiptsException.class);
        assertThat(tail.upTo()).isEqualTo(1);
        assertThat(seen.longest().orElseThrow().size()).isEqualTo(1);
    }

    @Test
    void anOperationOfANewerVersionMayConcernEverything() throws Exception {
        follows(EVERYTHING);
        commit("sun_risen", "{}");
        follows(EVERYTHING);
    }

    @Test
    void aChangeThatCannotBeReadMayConcernEverything() throws Exception {
        follows(EVERYTHING);
        commit(Operation.REVOKE, "no JSON");
        follows(EVERYTHING);
    }

    @Test
    void whatCannotBeReadAfterAChangeIsReadLaterAndHoldsUpNothingElse() throws Exception {
        follows(EVERYTHING);
        rolesUnreadable = true;
        commit(Operation.BIND_ROLE, "{}");
        commit(Operation.UPDATE_TRUST_ANCHOR, "{}");
        follows("anchors");
        assertThat(tail.behind()).containsExactly("roles");
        rolesUnreadable = false;
        follows("roles");
    }

    @Test
    void whoIsCalledKnowsAllThatIsInTheLedgerByThen() throws Exception {
        follows(EVERYTHING);
        commit(Operation.REVOKE, "{\"key_id\":\"" + KEY + "\"}");
        tail.catchUp().get(30, TimeUnit.SECONDS);
        assertThat(followed).containsExactly("acme/" + KEY);
        assertThat(tail.upTo()).isEqualTo(1);
    }

    @Test
    void whatCannotBeReadIsNotTakenForKnown() throws Exception {
        follows(EVERYTHING);
        tail.catchUp().get(30, TimeUnit.SECONDS);
        rolesUnreadable = true;
        commit(Operation.UNBIND_ROLE, "{}");
        assertThatThrownBy(() -> tail.catchUp().get(30, TimeUnit.SECONDS)).hasCauseInstanceOf(KeywrightException.class);
        assertThat(tail.upTo()).isZero();
    }

    @Test
    void rowsOfAChangeAreKnownToHaveChangedBeforeAnythingIsReadAgain() throws Exception {
        RowName key = new RowName(RowKind.KEY, KEY.toString());
        follows(EVERYTHING);
        assertThat(rows.index(key)).isEqualTo(-1);
        commit(Operation.REVOKE, changed(key));
        commit(Operation.RESTORE, changed(key));
        follows("acme/" + KEY, "acme/" + KEY);
        assertThat(rows.index(key)).isEqualTo(1);
    }

    private static String changed(RowName row) {
        return "{\"key_id\":\"%s\",\"rows\":[{\"digest\":\"00\",\"id\":\"%s\",\"row\":\"%s\"}]}"
                .formatted(row.id(), row.id(), row.kind().wireName());
    }
}
