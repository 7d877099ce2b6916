package io.keywright.server.observability;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Operators learn that there is little room for roots before there is none. */
class RootRoomTest {

    private static final int ROOM = 10;

    private final Remarks remarks = new Remarks();
    private int held;
    private final RootRoom room = new RootRoom(() -> held, ROOM, remarks);

    private boolean warns(int now) {
        held = now;
        room.look();
        return !remarks.none();
    }

    @Test
    void warnsBeforeThereIsNoRoomAndUntilThereIsClearlySomeAgain() {
        assertThat(warns(8)).isFalse();
        assertThat(warns(9)).isTrue();
        assertThat(remarks.text()).contains("keywright.cache.roots", "room for 10");
        assertThat(warns(10)).isTrue();
        assertThat(warns(8)).isTrue();
        assertThat(warns(7)).isFalse();
        assertThat(warns(8)).isFalse();
    }
}
