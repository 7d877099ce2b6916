package io.keywright.server.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.archive.Pace;
import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.IdentityPattern;
import io.keywright.core.authorization.Roles;
import io.keywright.core.change.Change;
import io.keywright.core.integrity.RowCheck;
import io.keywright.core.ledger.Attempt;
import io.keywright.core.ledger.Checkpoints;
import io.keywright.core.ledger.DamagedLedgerException;
import io.keywright.core.ledger.LedgerAudit;
import io.keywright.core.ledger.LedgerCheck;
import io.keywright.core.ledger.ReceiptArchive;
import io.keywright.core.ledger.ReceiptContent;
import io.keywright.core.ledger.ReceiptStore.ReceiptFilter;
import io.keywright.model.KeywrightException;
import io.keywright.model.Operation;
import io.keywright.model.Role;
import io.keywright.server.harness.SmallLedger;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever can write the database can take receipts away, and is found out. */
class AlteredRowsTest {

    private static final int RECEIPTS = 600;

    @TempDir
    Path folder;

    private SmallLedger ledger;
    private LedgerCheck check;
    private UUID first;

    @BeforeEach
    void fill() throws Exception {
        ledger = new SmallLedger(folder);
        first = used("acme");
        for (int i = 1; i < RECEIPTS; i++) {
            used(i % 2 == 0 ? "acme" : "other");
        }
        check = new LedgerCheck(
                new LedgerAudit(ledger.store.receipts(), ledger.ring::signers),
                ledger.store.receiptIndex(),
                rows(),
                () -> 0,
                Pace.NONE::rest);
    }

    @AfterEach
    void close() throws Exception {
        ledger.close();
    }

    private RowCheck rows() {
        return new RowCheck(ledger.store.rowKeys(), ledger.store.receipts(), ledger.rows.latest(), ledger.guards);
    }

    private UUID used(String tenant) {
        return ledger.recorder
                .succeeded(Attempt.of(SmallLedger.caller(tenant, "app"), Operation.SIGN), new Change.None())
                .join();
    }

    private void alter(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("keywright.db"));
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private void finds(String what) {
        assertThatThrownBy(check::run)
                .isInstanceOf(DamagedLedgerException.class)
                .hasMessageContaining(what);
        assertThatThrownBy(check::requireWhole).isInstanceOf(DamagedLedgerException.class);
    }

    @Test
    void aWholeLedgerPasses() throws Exception {
        check.run();
        assertThatCode(check::requireWhole).doesNotThrowAnyException();
    }

    @Test
    void receiptsThatWereDeletedAreMissed() throws Exception {
        alter("DELETE FROM ledger_entries WHERE idx BETWEEN 100 AND 252");
        finds("Receipt 100 is missing");
    }

    @Test
    void theLastReceiptIsMissedToo() throws Exception {
        alter("DELETE FROM ledger_entries WHERE idx = " + (RECEIPTS - 1));
        finds("Receipt 599 is missing");
    }

    @Test
    void aReceiptThatTookThePlaceOfAnotherIsFound() throws Exception {
        alter(
                "UPDATE ledger_entries SET canonical = (SELECT canonical FROM ledger_entries WHERE idx = 2) WHERE idx = 4");
        finds("Receipt 4 is not kept for the tenant and the id that it has");
    }

    @Test
    void aReceiptThatIsKeptForAnotherTenantIsFoundAndNotServed() throws Exception {
        alter("UPDATE ledger_entries SET tenant = (SELECT tenant FROM ledger_entries WHERE idx = 2) WHERE idx = 1");
        finds("Receipt 1 is not kept for the tenant");
        Roles roles = new Roles(
                Map.of(Role.AUDITOR, List.of(IdentityPattern.parse("spiffe://test.keywright/tenant/*/module/audit"))));
        ReceiptArchive archive = new ReceiptArchive(
                new Authorizer(roles),
                ledger.store.receipts(),
                new Checkpoints(
                        ledger.store.receipts(), ledger.ring, ledger.cosigner, Optional::empty, Clock.systemUTC()),
                ledger.ring::signers);
        assertThatThrownBy(() -> archive.get(SmallLedger.caller("other", "audit"), null, first))
                .isInstanceOfSatisfying(
                        KeywrightException.class,
                        refusal -> assertThat(refusal.details()).containsEntry("reason", "receipt_integrity"));
        assertThatThrownBy(() -> archive.list(
                        SmallLedger.caller("other", "audit"),
                        null,
                        new ReceiptFilter(null, null, null, null),
                        ReceiptContent.ANY,
                        Long.MAX_VALUE,
                        RECEIPTS))
                .isInstanceOf(KeywrightException.class);
    }

    @Test
    void whatWasPutBackIsFoundToBeThere() throws Exception {
        alter("UPDATE ledger_entries SET tenant = tenant + 100 WHERE idx = 7");
        finds("Receipt 7");
        alter("UPDATE ledger_entries SET tenant = tenant - 100 WHERE idx = 7");
        check.run();
        assertThatCode(check::requireWhole).doesNotThrowAnyException();
    }

    /** As a service does that pruned the first of them into an archive. */
    @Test
    void theFirstOnesMayLieElsewhere() throws Exception {
        alter("DELETE FROM ledger_entries WHERE idx < 256");
        LedgerCheck rest = new LedgerCheck(
                new LedgerAudit(ledger.store.receipts(), ledger.ring::signers),
                ledger.store.receiptIndex(),
                rows(),
                () -> 256,
                Pace.NONE::rest);
        rest.run();
        alter("UPDATE ledger_tiles SET hashes = zeroblob(length(hashes)) WHERE level = 0 AND idx = 0");
        assertThatThrownBy(rest::run).isInstanceOf(DamagedLedgerException.class);
    }
}
