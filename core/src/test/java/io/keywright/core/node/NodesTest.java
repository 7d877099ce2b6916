package io.keywright.core.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.keywright.core.node.Nodes.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NodesTest {

    private Instant now = Instant.parse("2026-11-28T12:00:00Z");
    private final MemoryNodes store = new MemoryNodes();
    private final MemoryClaims claims = new MemoryClaims();
    private final Nodes one = node(1, "one");
    private final Nodes two = node(2, "two");

    private Nodes node(int id, String name) {
        Node self = new Node(new UUID(id, id), name, Optional.empty(), "1.0", 3, now, now);
        return new Nodes(store, claims, self, () -> now);
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    @Test
    void aNodeThatSaysNothingForAMinuteIsGoneAndAfterADayForgotten() throws Exception {
        one.beat();
        two.beat();
        claims.replace(Optional.empty(), new Claim(new UUID(2, 2), 1));
        one.beat();
        assertThat(one.count(NodeState.SERVING)).isEqualTo(2);
        pass(Nodes.PATIENCE);
        one.beat();
        assertThat(one.count(NodeState.GONE)).isZero();
        pass(Duration.ofMillis(1));
        assertThat(one.count(NodeState.SERVING)).isOne();
        assertThat(one.count(NodeState.GONE)).isOne();
        assertThat(one.list())
                .extracting(it -> it.node().name(), Standing::state, Standing::chores, Standing::self)
                .containsExactly(
                        tuple("one", NodeState.SERVING, false, true), tuple("two", NodeState.GONE, true, false));

        pass(Duration.ofDays(1));
        one.beat();
        one.beat();
        assertThat(one.list()).hasSize(1);
        assertThat(one.count(NodeState.GONE)).isZero();
    }

    @Test
    void aNodeThatEndsInOrderIsNotListedAnyMore() throws Exception {
        one.beat();
        two.beat();
        two.leave();
        one.beat();
        assertThat(one.list()).hasSize(1);
        assertThat(one.count(NodeState.SERVING)).isOne();
    }

    @Test
    void twoOfOneNameNoticeButOneAfterItsCrashDoesNot() throws Exception {
        one.beat();
        Nodes again = node(3, "one");
        again.beat();
        assertThat(again.isNameTaken()).isFalse();
        pass(Nodes.PATIENCE.plusMillis(1));
        again.beat();
        assertThat(again.isNameTaken()).isFalse();
        one.beat();
        again.beat();
        assertThat(again.isNameTaken()).isTrue();
        assertThat(two.isNameTaken()).isFalse();
    }
}
