package io.keywright.server.evidence;

import static io.keywright.server.evidence.SmallService.AUDITOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.evidence.Export;
import io.keywright.core.evidence.ExportPlace;
import io.keywright.core.evidence.ExportState;
import io.keywright.core.evidence.ToldExport;
import io.keywright.core.evidence.ToldExports;
import io.keywright.core.node.Nodes;
import io.keywright.model.Caller;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.model.Operation;
import io.keywright.model.Receipt;
import io.keywright.server.evidence.SmallService.ExportNode;
import io.keywright.server.keys.MovableClock;
import io.keywright.store.postgresql.DatabaseAddress;
import io.keywright.store.postgresql.PostgresqlDatabase;
import io.keywright.testkit.postgresql.Postgresql;
import io.keywright.testkit.postgresql.SharedPostgresql;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Every node knows of every export, and which node has it. */
@ExtendWith(SharedPostgresql.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ExportsOfNodesTest {

    private static final Optional<URI> URL = Optional.of(URI.create("https://one.example:8443"));

    @TempDir
    private Path folder;

    private final MovableClock clock = new MovableClock();
    private final Semaphore printing = new Semaphore(0);
    private final Semaphore mayPrint = new Semaphore(1000);
    private SmallService service;

    @BeforeEach
    void open(Postgresql server) throws Exception {
        String schema = "exports_" + UUID.randomUUID().toString().replace('-', '_');
        DatabaseAddress address = new DatabaseAddress(
                List.of(new DatabaseAddress.Host(Postgresql.HOST, server.port())),
                Postgresql.DATABASE,
                schema,
                Postgresql.USER,
                Optional.empty(),
                Optional.empty());
        service = new SmallService(folder, PostgresqlDatabase.open(address), clock, report -> {
            printing.release();
            mayPrint.acquireUninterruptibly();
            return new byte[0];
        });
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

    private Export asked(ExportNode node) {
        return service.ledger()
                .run(AUDITOR, Operation.REQUEST_EVIDENCE, node.exports().start(null, Instant.EPOCH, null))
                .join()
                .value();
    }

    private Export ready(ExportNode node) throws Exception {
        return finished(node, asked(node));
    }

    private Export finished(ExportNode node, Export asked) throws Exception {
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

    @Test
    void whatANodeLeavesUnfinishedOneOtherMakesAndTheFirstGivesUp() throws Exception {
        mayPrint.drainPermits();
        try (ExportNode one = node("one", URL, "shared")) {
            Export export = asked(one);
            printing.acquire();
            clock.pass(Nodes.PATIENCE.plusSeconds(1));
            try (ExportNode two = node("two", Optional.empty(), "shared");
                    ExportNode three = node("three", URL, "shared")) {
                two.queue().resume();
                three.queue().resume();
                printing.acquire();
                mayPrint.release(1000);
                Export made = finished(two, export);
                assertThat(finished(three, export)).isEqualTo(made);
                assertThat(finished(one, export)).isEqualTo(made);
                assertThat(one.exports().zip(AUDITOR, null, export.exportId())).isInstanceOf(ExportPlace.Here.class);
            }
        }
        assertThat(vouched()).hasSize(1);
        assertThat(folder.resolve("shared"))
                .isDirectoryNotContaining(file -> file.toString().endsWith(".part"));
    }

    @Test
    void whatAnotherNodeHasTakenUpIsNotVouchedForTwice() throws Exception {
        mayPrint.drainPermits();
        try (ExportNode one = node("one", URL)) {
            UUID id = asked(one).exportId();
            printing.acquire();
            assertThat(told().handOver(id, "one", "two")).isTrue();
            mayPrint.release();
        }
        assertThat(vouched()).isEmpty();
        assertThat(folder.resolve("one"))
                .isDirectoryNotContaining(file -> file.toString().endsWith(".zip"));
    }

    private List<Receipt> vouched() throws Exception {
        return service.ledger().receipts("acme").stream()
                .filter(receipt -> receipt.operation().equals(Operation.EXPORT_EVIDENCE.receiptName()))
                .toList();
    }

    private ToldExports told() {
        return service.ledger().store.toldExports().orElseThrow();
    }

    /** Who writes the database can say of any export that it is another tenant's. */
    private void forge(UUID exportId, UnaryOperator<String> text) throws Exception {
        ToldExport before = told().find(exportId).orElseThrow();
        told().remove(exportId);
        told().keep(new ToldExport(exportId, "globex", before.node(), text.apply(before.told()), before.keptUntil()));
    }

    @Test
    void aRowThatSaysItIsAnotherTenantsOpensNoPackageOfASharedFolder() throws Exception {
        try (ExportNode one = node("one", URL, "shared");
                ExportNode two = node("two", Optional.empty(), "shared")) {
            UUID id = ready(one).exportId();
            assertThat(two.exports().zip(AUDITOR, null, id)).isInstanceOf(ExportPlace.Here.class);
            forge(id, text -> text.replace("tenant_id=acme", "tenant_id=globex"));
            Caller globex = SmallService.auditor("globex");
            assertThat(two.exports().zip(globex, null, id))
                    .as("one will say that it has no such export of globex'")
                    .isInstanceOf(ExportPlace.There.class);
            assertThatThrownBy(() -> one.exports().zip(globex, null, id)).isInstanceOf(KeywrightException.class);
            assertThatThrownBy(() -> two.exports().delete(globex, null, id))
                    .as("what is another node's is not ended here")
                    .isInstanceOf(KeywrightException.class);
            assertThat(one.exports().zip(AUDITOR, null, id)).isInstanceOf(ExportPlace.Here.class);
        }
    }

    @Test
    void aRowThatContradictsItselfDoesNotCount() throws Exception {
        try (ExportNode one = node("one", URL);
                ExportNode two = node("two", Optional.empty())) {
            UUID id = ready(one).exportId();
            Caller globex = SmallService.auditor("globex");
            UnaryOperator<String> ofGlobex = text -> text.replace("tenant_id=acme", "tenant_id=globex");
            forge(id, ofGlobex);
            assertThat(two.exports().list(globex, null)).hasSize(1);
            forge(
                    id,
                    text -> ofGlobex.apply(text)
                            .replace(id.toString(), service.ledger().ids.next().toString()));
            assertThat(two.exports().list(globex, null)).isEmpty();
        }
    }
}
