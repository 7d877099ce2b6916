package io.keywright.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.ledger.OfflineVerifier;
import io.keywright.ledger.Verdict;
import io.keywright.ledger.cosignature.WitnessPolicy;
import io.keywright.ledger.note.Checkpoint;
import io.keywright.server.harness.Eventually;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.WitnessSite;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two witnesses, both of whom must cosign. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WitnessedLogIT {

    private final WitnessSite one = new WitnessSite("one.example/w");
    private final WitnessSite two = new WitnessSite("two.example/w");
    private final Installation server = Installation.start(properties(one, two));
    private final Kms kms = server.asNewTenant();
    private final LedgerClient ledger = new LedgerClient(kms);
    private final String keyId = kms.newKey("Ed25519");

    private static Map<String, String> properties(WitnessSite one, WitnessSite two) {
        Map<String, String> properties = new TreeMap<>(Map.of(
                "keywright.ledger.witness-interval", "PT0.2S",
                "keywright.ledger.witness-timeout", "PT2S",
                "keywright.ledger.witness-quorum", "2"));
        properties.putAll(one.properties("one"));
        properties.putAll(two.properties("two"));
        return properties;
    }

    @BeforeAll
    void introduce() {
        Refusal.of(kms.get("/ledger/checkpoint?witnessed=true"), 404, "KEY_NOT_FOUND", "checkpoint_not_witnessed");
        one.know(ledger.keys().signer());
        two.know(ledger.keys().signer());
    }

    @AfterAll
    void close() throws IOException {
        server.close();
        one.close();
        two.close();
    }

    private WitnessPolicy both() {
        return new WitnessPolicy(
                Stream.concat(one.keys().stream(), two.keys().stream()).toList(), 2);
    }

    private String sign() {
        return kms.sign(keyId, new byte[1]).expect(200).text("receipt_id");
    }

    private void awaitWitnessedAt(long size) {
        Eventually.passes(() ->
                assertThat(Checkpoint.parse(ledger.witnessed().text()).size()).isGreaterThanOrEqualTo(size));
    }

    @Test
    void theNewestCheckpointIsCosignedByBothWithAllTheirKeys() {
        for (int i = 0; i < 5; i++) {
            sign();
            awaitWitnessedAt(ledger.head().size());
        }
        assertThat(both().satisfiedBy(ledger.witnessed())).isTrue();
        assertThat(ledger.witnessed().signatures()).hasSize(2 + 4);
        assertThat(ledger.note().signatures()).hasSize(2);
    }

    @Test
    void aProofIsOfAWitnessedCheckpointWhereThereIsOne() {
        String receiptId = sign();
        awaitWitnessedAt(ledger.head().size());
        byte[] receipt = kms.get("/receipts/" + receiptId).expect(200).body();
        byte[] proof = kms.get("/receipts/" + receiptId + "/proof").expect(200).body();

        assertThat(new OfflineVerifier(ledger.keys(), both()).verify(receipt, proof))
                .isInstanceOf(Verdict.Verified.class);
        WitnessPolicy strangers = new WitnessPolicy(
                List.of(new WitnessSite("one.example/w").keys().getFirst()), 1);
        assertThat(new OfflineVerifier(ledger.keys(), strangers).verify(receipt, proof))
                .isInstanceOfSatisfying(
                        Verdict.Refuted.class,
                        refuted -> assertThat(refuted.reason()).isEqualTo(Verdict.Reason.CHECKPOINT_NOT_WITNESSED));
    }

    @Test
    void withoutOneOfThemNothingNewIsWitnessedAndTheOperatorIsTold() {
        awaitWitnessedAt(1);
        two.sleep(true);
        try {
            sign();
            long size = ledger.head().size();
            Eventually.passes(() -> {
                assertThat(server.metrics())
                        .contains("kms_ledger_witness_state{state=\"unreachable\",witness=\"two\"} 1.0")
                        .contains("kms_ledger_witness_lag{witness=\"one\"} 0.0")
                        .doesNotContain("kms_ledger_witness_lag{witness=\"two\"} 0.0");
                assertThat(kms.get("/health").expect(200).text())
                        .contains("\"degraded\"", "\"witnesses\"", "too few follow it");
            });
            assertThat(Checkpoint.parse(ledger.witnessed().text()).size()).isLessThan(size);
        } finally {
            two.sleep(false);
        }
        awaitWitnessedAt(ledger.head().size());
        Eventually.passes(() -> assertThat(kms.get("/health").text()).contains("\"healthy\""));
    }

    @Test
    void whatIsWitnessedSurvivesAKill() {
        sign();
        awaitWitnessedAt(ledger.head().size());
        one.sleep(true);
        two.sleep(true);
        try {
            sign();
            Eventually.passes(() -> assertThat(server.metrics())
                    .contains(
                            "kms_ledger_witness_state{state=\"unreachable\",witness=\"one\"} 1.0",
                            "kms_ledger_witness_state{state=\"unreachable\",witness=\"two\"} 1.0"));
            String before = ledger.witnessed().toString();
            server.kill();
            server.start();

            assertThat(ledger.witnessed().toString()).isEqualTo(before);
        } finally {
            one.sleep(false);
            two.sleep(false);
        }
        sign();
        awaitWitnessedAt(ledger.head().size());
    }
}
