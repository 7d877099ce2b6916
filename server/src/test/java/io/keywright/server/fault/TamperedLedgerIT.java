package io.keywright.server.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.ledger.AuditResult.Fault;
import io.keywright.ledger.cosignature.LogKeys;
import io.keywright.ledger.note.Checkpoint;
import io.keywright.ledger.note.SignedNote;
import io.keywright.ledger.note.VerifierKey;
import io.keywright.ledger.receipt.CanonicalReceipt;
import io.keywright.model.Receipt;
import io.keywright.server.harness.Eventually;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.WitnessSite;
import io.keywright.store.Store;
import io.keywright.store.sqlite.SqliteDatabase;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Each way to tamper with the ledger, and who notices: the witness, the server or the audit. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TamperedLedgerIT {

    private final WitnessSite witness = new WitnessSite("witness.example/w");
    private final Installation server = Installation.start(properties(witness));
    private final Kms kms = server.asNewTenant();
    private final DatabaseFile database = DatabaseFile.of(server);
    private final String keyId = kms.newKey("Ed25519");
    private final VerifierKey key =
            LogKeys.parse(kms.get("/ledger/keys").text()).signer();

    private static Map<String, String> properties(WitnessSite witness) {
        Map<String, String> properties = new TreeMap<>(Map.of("keywright.ledger.witness-interval", "PT0.2S"));
        properties.putAll(witness.properties("w"));
        return properties;
    }

    /** Enough that tiles are kept, all of it seen by the witness. */
    @BeforeAll
    void fill() {
        witness.know(key);
        for (long size = size(); size < 270; size++) {
            sign();
        }
        awaitWitnessed();
    }

    @AfterAll
    void close() throws IOException {
        server.close();
        witness.close();
    }

    /** An untouched ledger stands behind every test, and the witness has seen all of it. */
    @AfterEach
    void isWholeAgain() {
        awaitWitnessed();
        Degraded.health(kms, "healthy");
    }

    private String sign() {
        return kms.sign(keyId, new byte[1]).expect(200).text("receipt_id");
    }

    private long size() {
        return size("/ledger/checkpoint");
    }

    private long size(String path) {
        return Checkpoint.parse(
                        SignedNote.parse(kms.get(path).expect(200).body()).text())
                .size();
    }

    private void awaitWitnessed() {
        long size = size();
        Eventually.passes(
                () -> assertThat(size("/ledger/checkpoint?witnessed=true")).isGreaterThanOrEqualTo(size));
    }

    /** Passes once the witness stands so, health tells of it and of what else fails, and the log names what it found. */
    private void contradicted(String state, String... failing) {
        Eventually.passes(() -> assertThat(server.metrics())
                .contains("kms_ledger_witness_state{state=\"" + state + "\",witness=\"w\"} 1.0"));
        Eventually.passes(() -> Degraded.health(kms, "degraded", failing));
        assertThat(server.log())
                .contains("event=witness_contradicts_ledger witness=w state=" + state.toUpperCase(Locale.ROOT));
    }

    /** Starts the server, runs {@code test}, and makes the ledger again what it was. */
    private void untilRestored(Snapshot whole, Runnable test) throws IOException {
        server.start();
        try {
            test.run();
        } finally {
            server.stop();
            whole.restore();
            server.start();
        }
    }

    @Test
    void theTailIsCutByRestoringAnOldCopyAndTheWitnessSawMoreAndOnceItForksAnother() throws IOException {
        server.stop();
        Snapshot old = Snapshot.of(server.data());
        server.start();
        sign();
        awaitWitnessed();
        long first = size();
        server.stop();
        Snapshot whole = Snapshot.of(server.data());

        old.restore();
        untilRestored(whole, () -> {
            contradicted("saw_more", "witnesses");
            while (size() <= first) {
                sign();
            }
            contradicted("saw_another", "witnesses");
        });
    }

    @Test
    void theWholeLedgerIsRewrittenWithItsOwnKeyAndTheWitnessSawAnother() throws Exception {
        sign();
        awaitWitnessed();
        server.stop();
        Snapshot whole = Snapshot.of(server.data());

        rewrite();
        Audit.of(server.data(), key).findsNothing();
        untilRestored(whole, () -> {
            sign();
            contradicted("saw_another", "witnesses", "ledger");
        });
    }

    /** As an operator could who has root key, database and all: the same receipts, signed anew, but none of module M21. */
    private void rewrite() throws Exception {
        List<Receipt> innocent;
        try (Store store = new Store(SqliteDatabase.open(server.data()))) {
            innocent = store.receipts().entries(0, Integer.MAX_VALUE).stream()
                    .map(entry -> innocent(CanonicalReceipt.parse(entry.canonical())))
                    .toList();
        }
        database.emptyLedger();
        new LedgerAtRest(server.data()).append(innocent);
    }

    private static Receipt innocent(Receipt receipt) {
        return new Receipt(
                receipt.receiptId(),
                receipt.timestamp(),
                receipt.scope(),
                receipt.operation(),
                receipt.context(),
                "somebody else",
                "");
    }

    @Test
    void oneReceiptIsAlteredAndNeitherShownNorProvedAndTheAuditNamesIt() throws Exception {
        String receiptId = sign();
        awaitWitnessed();
        long index = size() - 1;
        byte[] right = database.leaves(index, index + 1).getFirst();
        byte[] altered = right.clone();
        altered[altered.length / 2] ^= 1;
        database.setLeaf(index, altered);
        try {
            Degraded.unavailable(kms.get("/receipts/" + receiptId), "receipt_integrity");
            Degraded.unavailable(kms.get("/receipts/" + receiptId + "/proof"), "receipt_integrity");
            server.stop();
            Audit.of(server.data(), key).finds(Fault.RECEIPT_SIGNATURE_WRONG, Fault.RECEIPT_MALFORMED);
        } finally {
            database.setLeaf(index, right);
        }
        server.start();
    }

    @Test
    void oneTileIsAlteredAndNothingIsProvedByItAndTheAuditNamesIt() throws Exception {
        String receiptId =
                kms.receipts("limit=1000").getLast().path("receipt_id").asText();
        database.alterTile(0, 0);
        try {
            Degraded.unavailable(kms.get("/receipts/" + receiptId + "/proof"), "tile_integrity");
            server.stop();
            Audit.of(server.data(), key).finds(Fault.TILE_WRONG);
        } finally {
            database.alterTile(0, 0);
        }
        server.start();
        kms.get("/receipts/" + receiptId + "/proof").expect(200);
    }
}
