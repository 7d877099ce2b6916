package io.keywright.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.keywright.chaos.check.Checks;
import io.keywright.chaos.check.Evidence;
import io.keywright.chaos.cluster.Cluster;
import io.keywright.chaos.cluster.Node;
import io.keywright.chaos.history.History;
import io.keywright.chaos.history.Incident;
import io.keywright.chaos.history.Kind;
import io.keywright.chaos.upgrade.Newer;
import io.keywright.chaos.workload.Service;
import io.keywright.chaos.workload.Workload;
import io.keywright.testkit.postgresql.Postgresql;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Three servers come to a newer version one after another, while callers use and change keys on all of them. */
@Isolated
@EnabledIf(value = "isInstalled", disabledReason = Postgresql.MISSING)
class RollingUpgradeIT {

    private static final int NODES = 3;
    private static final int PAUSE_MILLIS = 60;
    private static final long REST_MILLIS = 2_000;

    @TempDir
    Path folder;

    private Cluster cluster;

    static boolean isInstalled() {
        return Postgresql.isInstalled();
    }

    @BeforeEach
    void start() throws Exception {
        cluster = Cluster.start(Files.createDirectory(folder.resolve("cluster")), NODES, List.of());
    }

    @AfterEach
    void end() throws Exception {
        cluster.close();
    }

    /** What happens to a node while callers are at it. */
    @FunctionalInterface
    private interface Step {
        void take(Service service, Node node) throws Exception;
    }

    /** All that callers saw while {@code step} was taken with each node; nothing of it may be wrong. */
    private History history(Step step) throws Exception {
        Path file = folder.resolve("history.jsonl");
        try (History.Writer writer = new History.Writer(file);
                Service service = new Service(cluster, writer)) {
            Workload callers = new Workload(service, 1, PAUSE_MILLIS);
            try (callers) {
                for (Node node : cluster.nodes()) {
                    Thread.sleep(REST_MILLIS);
                    long start = System.nanoTime();
                    step.take(service, node);
                    writer.add(new Incident("upgrade", node.number(), start, System.nanoTime()));
                }
                Thread.sleep(REST_MILLIS);
            }
            service.awaitAll();
        }
        History history = History.read(file);
        letThisVersionReadIt();
        assertThat(Checks.all(new Evidence(history, cluster.ledger(), List.of())))
                .isEmpty();
        return history;
    }

    /** For the checks, whose version is the older one. */
    private void letThisVersionReadIt() throws Exception {
        primary().sql("UPDATE keywright.store_header SET oldest = version - 1");
    }

    private Postgresql primary() {
        return cluster.databases().primary();
    }

    private static long uses(History history, int node, long from, long to) {
        return history.operations().stream()
                .filter(operation -> operation.kind() == Kind.SIGN && operation.done())
                .filter(operation -> operation.node() == node && operation.start() > from && operation.end() < to)
                .count();
    }

    @Test
    void nodesOfBothVersionsServeUntilTheLastOneIsNew() throws Exception {
        String newer = Newer.BESIDE_OLDER.option(folder);
        History history = history((service, node) -> {
            node.upgrade(List.of(newer));
            service.awaitAll();
        });
        assertThatCode(() -> primary().sql("INSERT INTO keywright.newer VALUES (1)"))
                .doesNotThrowAnyException();
        List<Incident> upgrades = history.incidents();
        for (Incident upgrade : upgrades) {
            System.out.printf(
                    "node %d upgraded; callers of the others were without service for %.1f s at the longest%n",
                    upgrade.node(), new Outage(history, upgrade).seconds());
        }
        for (int i = 0; i < NODES - 1; i++) {
            long both = upgrades.get(i).end();
            long next = upgrades.get(i + 1).start();
            for (Node node : cluster.nodes()) {
                assertThat(uses(history, node.number(), both, next)).isPositive();
            }
        }
    }

    @Test
    void anOlderNodeSaysThatItIsAndChangesNothingThatItDoesNotKnow() throws Exception {
        String newer = Newer.INSTEAD_OF_OLDER.option(folder);
        Node last = cluster.nodes().getLast();
        History history = history((service, node) -> node.upgrade(List.of(newer)));
        Incident first = history.incidents().getFirst();
        Incident ofLast = history.incidents().getLast();

        assertThat(uses(history, last.number(), first.end(), ofLast.start())).isZero();
        assertThat(history.operations())
                .filteredOn(operation -> operation.node() == last.number()
                        && operation.kind() == Kind.SIGN
                        && operation.start() > first.end()
                        && operation.end() < ofLast.start())
                .isNotEmpty()
                .allSatisfy(operation -> assertThat(operation.status()).isEqualTo(503));
        assertThat(last.output()).contains("was written by a newer Keywright");
    }
}
