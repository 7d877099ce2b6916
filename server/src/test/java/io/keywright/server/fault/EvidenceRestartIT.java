package io.keywright.server.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keywright.server.harness.Body;
import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What was exported outlives the process; what was not finished says so. */
class EvidenceRestartIT {

    private static final String EXPORTS = "/evidence/exports";

    private static String finished(Kms kms) throws InterruptedException {
        String id = kms.post(EXPORTS, Body.of("from", "2026-01-01T00:00:00.000Z"))
                .expect(202)
                .text("export_id");
        while (!kms.get(EXPORTS + "/" + id).expect(200).text("state").equals("ready")) {
            Thread.sleep(50);
        }
        return id;
    }

    /** Leaves an export as a process does that is killed while it writes the archive. */
    private static void interrupt(Path exports, String id) throws IOException {
        Path told = exports.resolve(id + ".export");
        String unfinished = Files.readAllLines(told).stream()
                .filter(line -> !line.matches("(finished_at|expires_at|size|receipt_id)=.*"))
                .map(line -> line.replace("state=ready", "state=running"))
                .collect(Collectors.joining("\n"));
        Files.writeString(told, unfinished);
        Files.move(exports.resolve(id + ".zip"), exports.resolve(id + ".zip.part"));
    }

    @Test
    void finishedArchivesStayAndUnfinishedOnesHaveFailed() throws Exception {
        try (Installation server = Installation.start(Map.of())) {
            Kms kms = server.as(Identity.of("exporter"));
            String kept = finished(kms);
            String lost = finished(kms);
            byte[] archive =
                    kms.get(EXPORTS + "/" + kept + "/download").expect(200).body();
            Path exports = server.data().resolve("exports");
            assertThat(server.stop()).isIn(0, 143);
            interrupt(exports, lost);

            server.start();

            assertThat(kms.get(EXPORTS + "/" + kept + "/download").expect(200).body())
                    .isEqualTo(archive);
            JsonNode failed = kms.get(EXPORTS + "/" + lost).expect(200).json();
            assertThat(failed.path("state").asText()).isEqualTo("failed");
            assertThat(failed.path("failure").asText()).isEqualTo("interrupted");
            assertThat(exports.resolve(lost + ".zip.part")).doesNotExist();
        }
    }
}
