package io.keywright.server.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keywright.ledger.OfflineVerifier;
import io.keywright.ledger.Verdict.Verified;
import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Launch;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Reply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A service that archives its ledger and drops from the store what is archived. */
class ArchiveIT {

    private static final int RECEIPTS = 3_500;
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    @Test
    void archivedReceiptsAreServedAsBeforeAndOnlyTheyNeedTheArchive() throws Exception {
        try (Installation server = Installation.start(Map.of())) {
            Identity identity = Identity.ofNewTenant();
            Kms kms = server.as(identity);
            String keyId = kms.newKey("AES-256");
            kms.encrypt(keyId, new byte[16]).expect(200);
            List<JsonNode> before = AllReceipts.of(kms);
            String oldest = before.getLast().path("receipt_id").asText();
            byte[] receipt = kms.get("/receipts/" + oldest).expect(200).body();

            Launch withoutArchive = server.launch();
            Path archive = server.data().resolve("archive");
            Launch archiving = withoutArchive.with(Map.of(
                    "keywright.archive.folder", archive.toString(),
                    "keywright.archive.every", "PT1S",
                    "keywright.archive.prune", "true",
                    "keywright.archive.keep", "2048"));
            server.stop();
            before.addAll(0, new LedgerAtRest(server.data()).append(identity, RECEIPTS));
            server.start(archiving);
            awaitLog(server, "pruned=1024");
            Degraded.health(kms, "healthy");
            assertThat(AllReceipts.of(kms)).isEqualTo(before);
            assertThat(kms.get("/receipts/" + oldest).expect(200).body()).isEqualTo(receipt);
            assertProved(kms, oldest, receipt);

            server.stop();
            Path away = Files.move(archive, server.data().resolve("away"));
            server.start();
            JsonNode details = Refusal.of(kms.get("/receipts/" + oldest), 503, "DEPENDENCY_UNAVAILABLE");
            assertThat(details.path("dependency").asText()).isEqualTo("archive");
            kms.encrypt(keyId, new byte[1]).expect(200);
            kms.get("/receipts?limit=10").expect(200);
            awaitHealth(kms, "degraded");
            Degraded.health(kms, "degraded", "archive");

            Files.move(away, archive, StandardCopyOption.REPLACE_EXISTING);
            awaitHealth(kms, "healthy");
            assertThat(kms.get("/receipts/" + oldest).expect(200).body()).isEqualTo(receipt);

            server.stop();
            assertThat(withoutArchive.startInVain().output()).contains("1024 receipts are in an archive only");
        }
    }

    @Test
    void pruningWithoutAnArchiveIsRefusedAtStart() throws Exception {
        try (Installation server = Installation.prepare(Map.of("keywright.archive.prune", "true"))) {
            RefusedStart.of(server.launch(), "keywright.archive.prune", "keywright.archive.folder");
        }
    }

    private static void assertProved(Kms kms, String receiptId, byte[] receipt) {
        Reply key = kms.get("/ledger/key").expect(200);
        Reply proof = kms.get("/receipts/" + receiptId + "/proof").expect(200);
        assertThat(OfflineVerifier.verify(key.text().strip(), receipt, proof.body()))
                .isInstanceOf(Verified.class);
    }

    private static void awaitLog(Installation server, String text) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!server.log().contains(text)) {
            assertThat(System.nanoTime()).as(server.log()).isLessThan(deadline);
            Thread.sleep(100);
        }
    }

    private static void awaitHealth(Kms kms, String status) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!kms.get("/health").text("status").equals(status)) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.sleep(100);
        }
    }
}
