package io.keywright.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.ledger.cosignature.CosignerKey;
import io.keywright.ledger.evidence.EvidenceVerdict;
import io.keywright.ledger.evidence.EvidenceVerifier;
import io.keywright.ledger.evidence.Finding;
import io.keywright.ledger.evidence.Finding.Problem;
import io.keywright.ledger.evidence.TrustedKeys;
import io.keywright.ledger.evidence.Vouch;
import io.keywright.server.harness.Body;
import io.keywright.server.harness.Eventually;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.WitnessSite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What witnesses say goes into archives, and is found there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WitnessedEvidenceIT {

    private final WitnessSite witness = new WitnessSite("one.example/w");
    private final Installation server = Installation.start(properties(witness));
    private final Kms kms = server.asNewTenant();
    private final LedgerClient ledger = new LedgerClient(kms);

    @TempDir
    private Path folder;

    private static Map<String, String> properties(WitnessSite witness) {
        Map<String, String> properties = new TreeMap<>(Map.of(
                "keywright.ledger.witness-interval", "PT0.3S",
                "keywright.ledger.witness-timeout", "PT2S",
                "keywright.ledger.witness-quorum", "1"));
        properties.putAll(witness.properties("one"));
        return properties;
    }

    @BeforeAll
    void introduce() {
        witness.know(ledger.keys().signer());
        kms.newKey("Ed25519");
    }

    @AfterAll
    void close() throws IOException {
        server.close();
        witness.close();
    }

    private byte[] export() {
        String id = kms.post("/evidence/exports", Body.of("from", "2026-01-01T00:00:00.000Z"))
                .expect(202)
                .text("export_id");
        String path = "/evidence/exports/" + id;
        Eventually.passes(
                () -> assertThat(kms.get(path).expect(200).text("state")).isEqualTo("ready"));
        return kms.get(path + "/download").expect(200).body();
    }

    private EvidenceVerdict verify(byte[] archive, List<CosignerKey> witnesses) throws IOException {
        Path file = Files.write(folder.resolve("evidence.zip"), archive);
        return new EvidenceVerifier(new TrustedKeys(Optional.of(ledger.keys()), witnesses), true, 1, done -> {})
                .verify(file);
    }

    /** The last receipt is so young that no witness has seen it when the export begins. */
    @Test
    void anExportWaitsForWitnesses() throws IOException {
        EvidenceVerdict verdict = verify(export(), witness.keys());

        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.vouches())
                .extracting(Vouch::key)
                .containsExactlyElementsOf(Stream.concat(ledger.keys().cosigners().stream(), witness.keys().stream())
                        .toList());
    }

    @Test
    void aStrangerDoesNotVouch() throws IOException {
        try (WitnessSite stranger = new WitnessSite("one.example/w")) {
            assertThat(verify(export(), stranger.keys()).findings())
                    .extracting(Finding::problem)
                    .containsExactly(Problem.COSIGNATURE_MISSING, Problem.COSIGNATURE_MISSING);
        }
    }

    @Test
    void whereWitnessesSleepTheLedgerAloneVouches() throws IOException {
        witness.sleep(true);
        try {
            kms.newKey("Ed25519");
            byte[] archive = export();

            assertThat(verify(archive, List.of()).findings()).isEmpty();
            assertThat(verify(archive, witness.keys()).findings())
                    .extracting(Finding::problem)
                    .containsExactly(Problem.COSIGNATURE_MISSING, Problem.COSIGNATURE_MISSING);
        } finally {
            witness.sleep(false);
        }
    }
}
