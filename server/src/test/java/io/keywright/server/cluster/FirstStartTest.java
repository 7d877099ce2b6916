package io.keywright.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.call.Outcome;
import io.keywright.core.call.UseCase;
import io.keywright.model.Operation;
import io.keywright.server.harness.SmallLedger;
import io.keywright.store.postgresql.DatabaseAddress;
import io.keywright.store.postgresql.PostgresqlDatabase;
import io.keywright.testkit.postgresql.Postgresql;
import io.keywright.testkit.postgresql.SharedPostgresql;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that start at once on a database where nothing is yet come to the same schema and keys. */
@ExtendWith(SharedPostgresql.class)
class FirstStartTest {

    private static final int NODES = 3;

    @Test
    void nodesThatStartAtOnceHaveTheSameKeys(Postgresql server, @TempDir Path folder) throws Exception {
        SmallLedger.provider(folder, "local");
        DatabaseAddress address = new DatabaseAddress(
                List.of(new DatabaseAddress.Host(Postgresql.HOST, server.port())),
                Postgresql.DATABASE,
                "first_start",
                Postgresql.USER,
                Optional.empty(),
                Optional.empty());
        CyclicBarrier together = new CyclicBarrier(NODES);
        List<SmallLedger> nodes = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<SmallLedger>> starts = new ArrayList<>();
            for (int i = 0; i < NODES; i++) {
                starts.add(threads.submit(() -> {
                    PostgresqlDatabase database = PostgresqlDatabase.open(address);
                    together.await();
                    return new SmallLedger(folder, database);
                }));
            }
            for (Future<SmallLedger> start : starts) {
                nodes.add(start.get());
            }
            for (SmallLedger node : nodes) {
                node.run(
                                SmallLedger.caller("acme", "app"),
                                Operation.SIGN,
                                UseCase.blocking(call -> Outcome.of("signed")))
                        .join();
            }
            SmallLedger first = nodes.getFirst();
            assertThat(nodes).allSatisfy(node -> {
                assertThat(node.ring.current().verifierKey())
                        .isEqualTo(first.ring.current().verifierKey());
                assertThat(node.cosigner.key()).isEqualTo(first.cosigner.key());
                assertThat(node.receipts("acme")).hasSize(NODES);
            });
        } finally {
            for (SmallLedger node : nodes) {
                node.close();
            }
        }
    }
}
