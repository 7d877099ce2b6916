package io.keywright.server.fault;

import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keywright.ledger.cosignature.LogKeys;
import io.keywright.ledger.evidence.EvidenceVerifier;
import io.keywright.ledger.evidence.TrustedKeys;
import io.keywright.server.harness.Body;
import io.keywright.server.harness.Eventually;
import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was exported outlives the process; what was not finished is begun again. */
class EvidenceRestartIT {

    private static final String EXPORTS = "/evidence/exports";
    private static final int AT_ONCE = 4;

    @TempDir
    private Path folder;

    private static Reply ask(Kms kms) {
        return kms.post(EXPORTS, Body.of("from", "2026-01-01T00:00:00.000Z")).expect(202);
    }

    private static JsonNode show(Kms kms, String id) {
        return kms.get(EXPORTS + "/" + id).expect(200).json();
    }

    private static JsonNode ready(Installation server, Kms kms, String id) {
        Eventually.passes(() -> {
            JsonNode export = show(kms, id);
            assertThat(export.path("state").asText())
                    .as("state of %s; the server said: %s", export, server.log())
                    .isEqualTo("ready");
        });
        return show(kms, id);
    }

    private static byte[] archive(Kms kms, String id) {
        return kms.get(EXPORTS + "/" + id + "/download").expect(200).body();
    }

    private static Path exports(Installation server) {
        return server.data().resolve("exports");
    }

    private static String told(Installation server, String id) {
        try {
            return Files.readString(exports(server).resolve(id + ".export"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks for as many exports as can wait, and answers them as soon as an archive is begun. */
    private static List<JsonNode> underWay(Installation server, Kms kms) {
        kms.newKey("Ed25519");
        List<JsonNode> asked =
                Stream.generate(() -> ask(kms).json()).limit(AT_ONCE).toList();
        Eventually.passes(() -> assertThat(asked)
                .anyMatch(export ->
                        told(server, export.path("export_id").asText()).contains("begun=1")));
        return asked;
    }

    private static List<String> unfinished(Installation server, List<JsonNode> asked) {
        return asked.stream()
                .map(export -> export.path("export_id").asText())
                .filter(not(id -> told(server, id).contains("state=ready")))
                .toList();
    }

    private static long receiptsOf(Kms kms, String operation) {
        return kms.get("/receipts?limit=100&operation=" + operation)
                .expect(200)
                .json()
                .path("receipts")
                .size();
    }

    private void assertAllBecomeReady(Installation server, Kms kms, List<JsonNode> asked) throws IOException {
        LogKeys keys = LogKeys.parse(kms.get("/ledger/keys").expect(200).text());
        for (JsonNode before : asked) {
            String id = before.path("export_id").asText();
            JsonNode export = ready(server, kms, id);
            for (String member : List.of("tenant_id", "requester", "from", "to", "created_at")) {
                assertThat(export.path(member)).isEqualTo(before.path(member));
            }
            Path file = Files.write(folder.resolve("evidence.zip"), archive(kms, id));
            assertThat(new EvidenceVerifier(new TrustedKeys(Optional.of(keys), List.of()), true, 1, done -> {})
                            .verify(file)
                            .findings())
                    .isEmpty();
        }
        assertThat(receiptsOf(kms, "evidence_requested")).isEqualTo(AT_ONCE);
        try (Stream<Path> files = Files.list(exports(server))) {
            assertThat(files).noneMatch(file -> file.toString().endsWith(".part"));
        }
    }

    @Test
    void whatAKillInterruptsIsBegunAgainAndWhatIsFinishedStays() throws Exception {
        try (Installation server = Installation.start(Map.of())) {
            Kms kms = server.as(Identity.of("exporter"));
            List<JsonNode> asked = underWay(server, kms);
            server.kill();
            assertThat(unfinished(server, asked)).isNotEmpty();

            server.start();

            assertAllBecomeReady(server, kms, asked);
            String id = asked.getFirst().path("export_id").asText();
            byte[] archive = archive(kms, id);
            assertThat(server.stop()).isIn(0, 143);
            server.start();
            assertThat(archive(kms, id)).isEqualTo(archive);
            assertThat(receiptsOf(kms, "evidence_exported")).isEqualTo(AT_ONCE);
        }
    }

    @Test
    void whatAnOrderlyEndInterruptsIsBegunAgain() throws Exception {
        try (Installation server = Installation.start(Map.of())) {
            Kms kms = server.as(Identity.of("exporter"));
            List<JsonNode> asked = underWay(server, kms);
            assertThat(server.stop()).isIn(0, 143);
            assertThat(unfinished(server, asked)).isNotEmpty();

            server.start();

            assertAllBecomeReady(server, kms, asked);
        }
    }

    @Test
    void whatHasBeenBegunTooOftenFails() throws Exception {
        try (Installation server = Installation.start(Map.of())) {
            Kms kms = server.as(Identity.of("exporter"));
            List<JsonNode> asked = underWay(server, kms);
            server.kill();
            List<String> unfinished = unfinished(server, asked);
            for (String id : unfinished) {
                Files.writeString(
                        exports(server).resolve(id + ".export"),
                        told(server, id).replaceAll("begun=\\d+", "begun=5"));
            }

            server.start();

            assertThat(unfinished).isNotEmpty().allSatisfy(id -> {
                assertThat(show(kms, id).path("state").asText()).isEqualTo("failed");
                assertThat(show(kms, id).path("failure").asText()).isEqualTo("interrupted");
            });
        }
    }
}
