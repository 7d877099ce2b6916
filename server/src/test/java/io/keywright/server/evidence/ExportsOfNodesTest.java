package io.keywright.server.evidence;

import static io.keywright.server.evidence.SmallService.AUDITOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.evidence.Export;
import io.keywright.core.evidence.ExportPlace;
import io.keywright.core.evidence.ExportState;
import io.keywright.core.node.Nodes;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.model.Operation;
import io.keywright.server.evidence.SmallService.ExportNode;
import io.keywright.server.keys.MovableClock;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every node knows of every export, and which node has it. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ExportsOfNodesTest {

    private static final Optional<URI> URL = Optional.of(URI.create("https://one.example:8443"));

    @TempDir
    private Path folder;

    private final MovableClock clock = new MovableClock();
    private SmallService service;

    @BeforeEach
    void open() throws Exception {
        service = new SmallService(folder, clock, Optional::empty, Duration.ZERO);
    }

    @AfterEach
    void close() throws Exception {
        service.close();
    }

    private ExportNode node(String name, Optional<URI> url) throws Exception {
        return node(name, url, name);
    }

    private ExportNode node(String name, Optional<URI> url, String exports) throws Exception {
        ExportNode node = service.node(name, url, folder.resolve(exports));
        node.beat();
        return node;
    }

    private Export ready(ExportNode node) throws Exception {
        Export asked = service.ledger()
                .run(AUDITOR, Operation.REQUEST_EVIDENCE, node.exports().start(null, Instant.EPOCH, null))
                .join()
                .value();
        Export now = asked;
        while (!now.state().finished()) {
            Thread.sleep(5);
            now = node.exports().get(AUDITOR, null, asked.exportId());
        }
        assertThat(now.state()).isEqualTo(ExportState.READY);
        return now;
    }

    private static void refused(ExportNode node, UUID exportId) {
        assertThatThrownBy(() -> node.exports().zip(AUDITOR, null, exportId))
                .isInstanceOfSatisfying(KeywrightException.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
                    assertThat(refusal.details())
                            .containsEntry("reason", "export_elsewhere")
                            .containsEntry("node", "one");
                    assertThat(refusal.advice()).contains("keywright.node.url");
                });
    }

    @Test
    void anotherNodeTellsHowItStandsAndWhereItIs() throws Exception {
        try (ExportNode one = node("one", URL);
                ExportNode two = node("two", Optional.empty())) {
            Export export = ready(one);
            UUID id = export.exportId();
            assertThat(two.exports().get(AUDITOR, null, id)).isEqualTo(export);
            assertThat(two.exports().list(AUDITOR, null)).isEqualTo(List.of(export));
            ExportPlace there = new ExportPlace.There("one", URL.orElseThrow());
            assertThat(two.exports().zip(AUDITOR, null, id)).isEqualTo(there);
            assertThat(two.exports().place(AUDITOR, null, id)).isEqualTo(there);
            assertThat(one.exports().zip(AUDITOR, null, id)).isInstanceOf(ExportPlace.Here.class);

            one.exports().delete(AUDITOR, null, id);
            assertThat(two.exports().list(AUDITOR, null)).isEmpty();
        }
    }

    @Test
    void anotherTenantLearnsNothingOfIt() throws Exception {
        try (ExportNode one = node("one", URL);
                ExportNode two = node("two", Optional.empty())) {
            UUID id = ready(one).exportId();
            assertThat(two.exports().list(SmallService.auditor("globex"), null)).isEmpty();
            for (ExportNode node : List.of(one, two)) {
                assertThatThrownBy(() -> node.exports().zip(SmallService.auditor("globex"), null, id))
                        .isInstanceOfSatisfying(
                                KeywrightException.class,
                                refusal -> assertThat(refusal.details())
                                        .containsOnly(Map.entry("reason", "export_not_found")));
            }
        }
    }

    @Test
    void aNodeThatDoesNotSayWhereItIsOrIsGoneIsNamed() throws Exception {
        try (ExportNode one = node("one", Optional.empty());
                ExportNode two = node("two", Optional.empty())) {
            refused(two, ready(one).exportId());
        }
        try (ExportNode one = node("one", URL);
                ExportNode two = node("two", Optional.empty())) {
            UUID id = ready(one).exportId();
            clock.pass(Nodes.PATIENCE.plusSeconds(1));
            two.beat();
            refused(two, id);
            one.beat();
            assertThat(two.exports().zip(AUDITOR, null, id)).isInstanceOf(ExportPlace.There.class);
        }
    }

    @Test
    void aFolderThatNodesShareServesFromEachAndIsEachOnesOwnOnlyOnce() throws Exception {
        try (ExportNode one = node("one", URL, "shared")) {
            UUID id = ready(one).exportId();
            try (ExportNode two = node("two", Optional.empty(), "shared")) {
                assertThat(two.exports().zip(AUDITOR, null, id)).isInstanceOf(ExportPlace.Here.class);
                assertThat(two.exports().place(AUDITOR, null, id))
                        .as("what is one's own to end is not two's")
                        .isInstanceOf(ExportPlace.There.class);
            }
            clock.pass(Nodes.PATIENCE.plusSeconds(1));
            try (ExportNode two = node("two", Optional.empty(), "shared")) {
                two.queue().resume();
                assertThat(two.exports().place(AUDITOR, null, id))
                        .as("of a node that is gone, another takes up what is left")
                        .isInstanceOf(ExportPlace.Here.class);
            }
        }
    }
}
