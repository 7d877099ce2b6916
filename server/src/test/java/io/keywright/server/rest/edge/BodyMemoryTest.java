package io.keywright.server.rest.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BodyMemoryTest {

    private final BodyMemory memory = new BodyMemory(100, 40, 2);
    private final List<String> granted = new ArrayList<>();

    @Test
    void whatThereIsIsGrantedAtOnce() {
        assertThat(ask("a", 40).held()).isTrue();
        assertThat(ask("b", 40).held()).isTrue();
        assertThat(granted).isEmpty();
        assertThat(memory.inUse()).isEqualTo(80);
    }

    @Test
    void aCallerWhoseShareIsUsedUpWaitsForItself() {
        BodyMemory.Lease first = ask("a", 30);
        BodyMemory.Lease second = ask("a", 30);
        assertThat(second.held()).isFalse();

        first.close();

        assertThat(second.held()).isTrue();
        assertThat(granted).containsExactly("a");
    }

    @Test
    void aCallerThatWaitsForItselfHoldsUpNobodyElse() {
        ask("a", 40);
        ask("a", 40);

        assertThat(ask("b", 40).held()).isTrue();
    }

    @Test
    void whoWaitsForTheMemoryOfAllComesInOrder() {
        BodyMemory.Lease first = ask("a", 40);
        ask("b", 40);
        BodyMemory.Lease large = ask("c", 40);
        BodyMemory.Lease small = ask("d", 10);
        assertThat(large.held()).isFalse();
        assertThat(small.held()).as("a small one does not overtake").isFalse();

        first.close();

        assertThat(granted).containsExactly("c", "d");
    }

    @Test
    void whoLeavesTheLineLetsTheNextOneForward() {
        ask("a", 40);
        ask("b", 40);
        BodyMemory.Lease large = ask("c", 40);
        ask("d", 10);

        large.close();

        assertThat(granted).containsExactly("d");
    }

    @Test
    void whatIsGivenBackTwiceCountsOnce() {
        BodyMemory.Lease lease = ask("a", 40);
        lease.close();
        lease.close();

        assertThat(memory.inUse()).isZero();
        assertThat(ask("a", 40).held()).isTrue();
        assertThat(ask("a", 1).held()).isFalse();
    }

    @Test
    void aCallersLineIsBounded() {
        ask("a", 40);
        ask("a", 40);
        ask("a", 40);

        assertThatThrownBy(() -> ask("a", 40))
                .isInstanceOfSatisfying(
                        KeywrightException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.RATE_LIMITED));
        assertThat(ask("b", 40).held()).isTrue();
    }

    @Test
    void theLineOfAllIsBounded() {
        for (int i = 0; i < 20 && granted.isEmpty(); i++) {
            int caller = i;
            try {
                ask("c" + caller, 40);
            } catch (KeywrightException full) {
                assertThat(i).isEqualTo(2 + 4 * 2);
                assertThat(full.code()).isEqualTo(ErrorCode.DEPENDENCY_UNAVAILABLE);
                return;
            }
        }
        throw new AssertionError("the line has no end");
    }

    @Test
    void whoWaitedInVainIsToldWhy() {
        ask("a", 40);

        assertThat(memory.missed("a").code()).isEqualTo(ErrorCode.RATE_LIMITED);
        assertThat(memory.missed("b").code()).isEqualTo(ErrorCode.DEPENDENCY_UNAVAILABLE);
    }

    private BodyMemory.Lease ask(String caller, long bytes) {
        return memory.ask(caller, bytes, () -> granted.add(caller));
    }
}
