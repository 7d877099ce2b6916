package io.keywright.server.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.archive.Pace;
import io.keywright.core.change.Change;
import io.keywright.core.change.KeyChange;
import io.keywright.core.change.RoleChange;
import io.keywright.core.integrity.RowCheck;
import io.keywright.core.ledger.Attempt;
import io.keywright.core.ledger.DamagedLedgerException;
import io.keywright.core.ledger.LedgerAudit;
import io.keywright.core.ledger.LedgerCheck;
import io.keywright.model.Caller;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyReference;
import io.keywright.model.KeyState;
import io.keywright.model.KeywrightException;
import io.keywright.model.Operation;
import io.keywright.model.Role;
import io.keywright.model.RoleBinding;
import io.keywright.model.Scope;
import io.keywright.model.StoredKey;
import io.keywright.server.harness.SmallLedger;
import io.keywright.testkit.Samples;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that somebody set back with their tags, put in or took away while no service ran are refused, or found soon after the start. */
class RowsAgainstLedgerTest {

    private static final Caller ADMIN = SmallLedger.caller("acme", "admin");
    private static final Scope SCOPE = Samples.scope("acme");

    @TempDir
    Path folder;

    private final Samples samples = new Samples(1);
    private SmallLedger ledger;
    private RowCheck rows;
    private LedgerCheck check;

    @BeforeEach
    void start() throws Exception {
        ledger = new SmallLedger(folder);
        checking(Pace.NONE::rest);
    }

    private void checking(LedgerCheck.Rest rest) {
        rows = new RowCheck(ledger.store.rowKeys(), ledger.store.receipts(), ledger.rows.latest(), ledger.guards);
        check = new LedgerCheck(
                new LedgerAudit(ledger.store.receipts(), ledger.ring::signers),
                ledger.store.receiptIndex(),
                rows,
                () -> 0,
                rest);
    }

    @AfterEach
    void close() throws Exception {
        ledger.close();
    }

    private void stop(String... meanwhile) throws Exception {
        ledger.close();
        alter(meanwhile);
        start();
    }

    private void alter(String... statements) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("keywright.db"));
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.executeUpdate(sql);
            }
        }
    }

    private void record(Operation operation, Change change) {
        ledger.recorder.succeeded(Attempt.of(ADMIN, operation), change).join();
    }

    private KeyMetadata key() {
        StoredKey key = samples.key(SCOPE, "signing");
        record(Operation.GENERATE, new KeyChange.Created(key));
        return key.metadata();
    }

    private void archive(KeyMetadata key) {
        record(Operation.ARCHIVE, new KeyChange.Moved(key.in(KeyState.ARCHIVED), key, Samples.START));
    }

    private RoleBinding bind() {
        RoleBinding binding = new RoleBinding(ledger.ids.next(), "acme", "alice", Role.KEY_USER, Samples.START);
        record(Operation.BIND_ROLE, new RoleChange.Bound(binding));
        return binding;
    }

    private KeyMetadata read(KeyMetadata key) throws Exception {
        return ledger.store
                .keys()
                .key(SCOPE, new KeyReference.ById(key.keyId()))
                .orElseThrow()
                .metadata();
    }

    private void finds(String... what) throws Exception {
        check.run();
        assertThat(ledger.guards.told()).last().asString().contains(what);
        assertThatThrownBy(rows::requireWhole).hasMessageContaining("contradicts 1 rows");
    }

    private void findsNothing() throws Exception {
        check.run();
        assertThatCode(rows::requireWhole).doesNotThrowAnyException();
    }

    @Test
    void whatTheLedgerTellsOfPasses() throws Exception {
        KeyMetadata key = key();
        archive(key);
        record(Operation.UNBIND_ROLE, new RoleChange.Unbound(bind()));
        bind();
        findsNothing();
        stop();
        findsNothing();
        assertThat(ledger.guards.told()).isEmpty();
    }

    private KeyMetadata setBack(String... besides) throws Exception {
        KeyMetadata key = key();
        alter("CREATE TABLE old AS SELECT * FROM row_tags");
        archive(key);
        List<String> meanwhile = new ArrayList<>(List.of(besides));
        meanwhile.add("UPDATE keys SET key_state = 'active'");
        meanwhile.add("UPDATE row_tags SET (idx, mac) = (SELECT idx, mac FROM old WHERE old.kind = row_tags.kind"
                + " AND old.id = row_tags.id)");
        stop(meanwhile.toArray(String[]::new));
        return key;
    }

    private void refused(ThrowingCallable reading) {
        assertThatThrownBy(reading)
                .isInstanceOfSatisfying(
                        KeywrightException.class,
                        refusal -> assertThat(refusal.details()).containsEntry("reason", "row_integrity"));
    }

    @Test
    void aKeyThatWasSetBackTogetherWithItsTagIsRefusedFromTheFirstReadingOn() throws Exception {
        KeyMetadata key = setBack();
        refused(() -> read(key));
        assertThat(ledger.guards.told()).containsExactly("key " + key.keyId() + ": receipt 2 has changed it since");
        finds(key.keyId().toString(), "is not as receipt 2 left it");
        refused(() -> read(key));
    }

    @Test
    void whoTakesTheChangeFromTheLedgerTooIsServedUntilTheLedgerIsChecked() throws Exception {
        KeyMetadata key = setBack("DELETE FROM ledger_changes WHERE idx = 2");
        assertThat(read(key).keyState()).isEqualTo(KeyState.ACTIVE);
        assertThatThrownBy(check::run)
                .isInstanceOf(DamagedLedgerException.class)
                .hasMessageContaining("Receipt 2 tells of another change than the store has");
    }

    @Test
    void aRoleThatWasTakenAwayIsMissed() throws Exception {
        RoleBinding binding = bind();
        alter("CREATE TABLE old AS SELECT * FROM role_bindings");
        stop("DELETE FROM role_bindings");
        finds(binding.bindingId().toString(), "is not there, though receipt 1 left it");
        alter("INSERT INTO role_bindings SELECT * FROM old");
        findsNothing();
    }

    @Test
    void aRoleThatWasPutBackWithItsTagIsRefusedFromTheFirstReadingOn() throws Exception {
        RoleBinding binding = bind();
        alter("CREATE TABLE old AS SELECT * FROM role_bindings", "CREATE TABLE tags AS SELECT * FROM row_tags");
        record(Operation.UNBIND_ROLE, new RoleChange.Unbound(binding));
        stop("INSERT INTO role_bindings SELECT * FROM old", "INSERT INTO row_tags SELECT * FROM tags");
        refused(() -> ledger.store.roleBindings().roleBindings());
        finds(binding.bindingId().toString(), "is there, though receipt 2 removed it");
    }

    @Test
    void whatChangesWhileItIsComparedRaisesNoAlarm() throws Exception {
        KeyMetadata key = key();
        checking(began -> archive(key));
        findsNothing();
        assertThat(ledger.guards.told()).containsExactly("0 tagged");
    }

    @Test
    void aChangeThatIsNotAsItsReceiptTellsIsDamage() throws Exception {
        key();
        alter("UPDATE ledger_changes SET canonical = CAST('{}' AS BLOB)");
        assertThatThrownBy(check::run)
                .isInstanceOf(DamagedLedgerException.class)
                .hasMessageContaining("Receipt 1 tells of another change than the store has");
        alter("DELETE FROM ledger_changes");
        assertThatThrownBy(check::run).isInstanceOf(DamagedLedgerException.class);
    }
}
