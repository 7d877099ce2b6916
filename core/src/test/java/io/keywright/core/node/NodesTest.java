package io.keywright.core.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.keywright.core.expiry.ExpirySweep;
import io.keywright.core.journal.StoreException;
import io.keywright.core.node.Nodes.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
        new ExpirySweep(store, () -> now).sweep();
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
    void aBeatThatIsUnderWayOrLateDoesNotBringBackOneThatHasLeft() throws Exception {
        LeftMeanwhile meanwhile = new LeftMeanwhile();
        Node self = new Node(new UUID(3, 3), "three", Optional.empty(), "1.0", 3, now, now);
        Nodes three = new Nodes(meanwhile, claims, self, () -> now);
        meanwhile.node = three;
        three.beat();
        meanwhile.leaving.join();
        assertThat(one.list()).isEmpty();

        three.beat();
        assertThat(one.list()).isEmpty();
    }

    /** While the node's line is written, the node leaves, on a thread of its own; the line is there once that is done, or waits. */
    private final class LeftMeanwhile implements NodeStore {

        private @Nullable Nodes node;
        private Thread leaving = new Thread();

        @Override
        public Instant keep(Node line) {
            Nodes first = node;
            node = null;
            if (first != null) {
                leaving = Thread.ofPlatform().start(() -> leave(first));
                while (leaving.isAlive() && leaving.getState() != Thread.State.WAITING) {
                    Thread.onSpinWait();
                }
            }
            return store.keep(line);
        }

        private static void leave(Nodes node) {
            try {
                node.leave();
            } catch (StoreException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public List<Node> nodes() {
            return store.nodes();
        }

        @Override
        public void remove(UUID nodeId) {
            store.remove(nodeId);
        }

        @Override
        public int removeExpired(Instant now, int most) {
            return store.removeExpired(now, most);
        }
    }

    @Test
    void oneThatComesBackTakesThePlaceOfTheOneThatIsGone() throws Exception {
        one.beat();
        two.beat();
        pass(Nodes.PATIENCE.plusMillis(1));
        Nodes again = node(3, "one");
        again.beat();
        assertThat(again.list())
                .extracting(it -> it.node().nodeId(), Standing::state)
                .containsExactly(tuple(new UUID(3, 3), NodeState.SERVING), tuple(new UUID(2, 2), NodeState.GONE));
        assertThat(again.count(NodeState.GONE)).isOne();
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
