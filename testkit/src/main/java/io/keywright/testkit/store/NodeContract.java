package io.keywright.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.node.Node;
import io.keywright.core.node.NodeStore;
import io.keywright.testkit.Samples;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Which nodes there are. */
public interface NodeContract extends StoreFixture {

    private static Node node(UUID id, String name, Instant seen) {
        return new Node(id, name, Optional.empty(), "1.2.3", 7, Samples.START, seen);
    }

    @Test
    default void aNodeIsAsItSaidLastUntilItEndsOrIsForgotten() throws Exception {
        NodeStore nodes = store().nodes();
        Samples samples = new Samples(51);
        assertThat(nodes.nodes()).isEmpty();
        Node first = node(samples.id(), "b", Samples.START);
        Node second = new Node(
                samples.id(),
                "a",
                Optional.of(URI.create("https://a.example:8443")),
                "1.2.4",
                8,
                Samples.START.plusSeconds(1),
                Samples.START.plusSeconds(2));
        nodes.keep(first);
        nodes.keep(second);
        assertThat(nodes.nodes()).containsExactly(second, first);

        Node later = node(first.nodeId(), "b", Samples.START.plusSeconds(5));
        nodes.keep(later);
        assertThat(store().nodes().nodes()).containsExactly(second, later);

        Instant end = second.seenAt().plus(NodeStore.REMEMBERED);
        assertThat(nodes.removeExpired(end.minusMillis(1), 2)).isZero();
        assertThat(nodes.nodes()).containsExactly(second, later);
        assertThat(nodes.removeExpired(end, 2)).isOne();
        assertThat(nodes.nodes()).containsExactly(later);
        nodes.keep(second);
        assertThat(nodes.removeExpired(end.plusSeconds(60), 1)).isOne();
        assertThat(nodes.nodes()).hasSize(1);
        nodes.keep(second);
        nodes.keep(later);
        nodes.remove(second.nodeId());
        nodes.remove(later.nodeId());
        nodes.remove(later.nodeId());
        assertThat(nodes.nodes()).isEmpty();
    }
}
