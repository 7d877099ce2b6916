package io.keywright.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.ledger.OfflineVerifier;
import io.keywright.ledger.Verdict;
import io.keywright.ledger.cosignature.CosignerKey;
import io.keywright.ledger.cosignature.WitnessPolicy;
import io.keywright.ledger.note.Checkpoint;
import io.keywright.server.harness.Eventually;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Litewitness;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A witness that others wrote follows this ledger, and notices when its end is cut off. */
class LitewitnessIT {

    @BeforeAll
    static void installed() {
        Litewitness.assumeInstalled();
    }

    @Test
    void itCosignsWhatGrowsAndNoticesWhatWasCutOff() throws Exception {
        try (Litewitness witness = Litewitness.start("lite.example/w")) {
            Map<String, String> properties = new TreeMap<>(Map.of("keywright.ledger.witness-interval", "PT0.2S"));
            properties.putAll(witness.properties("lite"));
            try (Installation server = Installation.start(properties)) {
                witness.know(new LedgerClient(server.asNewTenant()).keys().signer());
                follows(server, witness.key());
                cutOff(server);
            }
        }
    }

    private static void follows(Installation server, CosignerKey witness) {
        Kms kms = server.asNewTenant();
        LedgerClient ledger = new LedgerClient(kms);
        String keyId = kms.newKey("Ed25519");
        for (int i = 0; i < 3; i++) {
            String receiptId = kms.sign(keyId, new byte[1]).expect(200).text("receipt_id");
            long size = ledger.head().size();
            Eventually.passes(
                    () -> assertThat(Checkpoint.parse(ledger.witnessed().text()).size())
                            .isGreaterThanOrEqualTo(size));
            byte[] receipt = kms.get("/receipts/" + receiptId).body();
            byte[] proof = kms.get("/receipts/" + receiptId + "/proof").body();
            OfflineVerifier verifier = new OfflineVerifier(ledger.keys(), new WitnessPolicy(List.of(witness), 1));
            assertThat(verifier.verify(receipt, proof)).isInstanceOf(Verdict.Verified.class);
        }
    }

    private static void cutOff(Installation server) throws Exception {
        Kms kms = server.asNewTenant();
        server.stop();
        Path old = Files.copy(server.database(), server.data().resolveSibling("old.db"));
        server.start();
        kms.newKey("AES-256");
        long size = new LedgerClient(kms).head().size();
        Eventually.passes(() -> assertThat(
                        Checkpoint.parse(new LedgerClient(kms).witnessed().text())
                                .size())
                .isEqualTo(size));
        server.stop();
        Files.move(old, server.database(), StandardCopyOption.REPLACE_EXISTING);
        server.start();
        Eventually.passes(() -> assertThat(server.metrics())
                .contains("kms_ledger_witness_state{state=\"saw_more\",witness=\"lite\"} 1.0"));
    }
}
