package io.keywright.server.lifetime;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.node.MemoryClaims;
import io.keywright.core.node.MemoryNodes;
import io.keywright.core.node.Node;
import io.keywright.core.node.NodeStore;
import io.keywright.core.node.Nodes;
import io.keywright.core.work.Supervisor;
import io.keywright.server.observability.Remarks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a node says in its health of how it stands among the others. */
class NodeLifetimeTest {

    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

    private final OtherClock store = new OtherClock();
    private final Remarks remarks = new Remarks();
    private final NodeLifetime lifetime = new NodeLifetime(
            new Nodes(
                    store,
                    new MemoryClaims(),
                    new Node(new UUID(1, 1), "one", Optional.empty(), "1", 1, NOW, NOW),
                    () -> NOW),
            remarks,
            new Supervisor());

    /** A store with a clock of its own. */
    private static final class OtherClock implements NodeStore {

        private final MemoryNodes nodes = new MemoryNodes();
        private Duration ahead = Duration.ZERO;

        @Override
        public Instant keep(Node node) {
            return nodes.keep(node).plus(ahead);
        }

        @Override
        public List<Node> nodes() {
            return nodes.nodes();
        }

        @Override
        public void remove(UUID nodeId) {
            nodes.remove(nodeId);
        }

        @Override
        public int removeExpired(Instant now, int most) {
            return nodes.removeExpired(now, most);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-5001, 5001})
    void aClockThatDiffersFromTheDatabasesIsRemarkedUntilItIsSet(long millis) throws Exception {
        store.ahead = Duration.ofMillis(millis);
        lifetime.beat();
        assertThat(remarks.text()).startsWith("clock: ").contains("5 s", "NTP");
        store.ahead = Duration.ofMillis(millis / 2);
        lifetime.beat();
        assertThat(remarks.none()).isTrue();
    }

    @Test
    void aNameThatAnotherNodeHasIsRemarked() throws Exception {
        store.keep(new Node(
                new UUID(2, 2),
                "one",
                Optional.empty(),
                "1",
                1,
                NOW,
                NOW.plus(Nodes.PATIENCE).plusMillis(1)));
        lifetime.beat();
        assertThat(remarks.text()).startsWith("keywright.node.name: ");
    }
}
