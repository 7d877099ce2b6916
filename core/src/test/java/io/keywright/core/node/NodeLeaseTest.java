package io.keywright.core.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NodeLeaseTest {

    private Instant now = Instant.parse("2026-11-27T12:00:00Z");
    private boolean free = true;
    private int claims;

    private final NodeLease lease = new NodeLease(
            (holder, at, until) -> {
                claims++;
                return free;
            },
            new UUID(1, 1),
            () -> now);

    @Test
    void itIsClaimedAgainOnceHalfOfItsTimeIsOver() throws Exception {
        assertThat(lease.claim()).isTrue();
        assertThat(lease.holds()).isTrue();
        assertThat(claims).isEqualTo(1);
        now = now.plus(NodeLease.TIME.dividedBy(2));
        assertThat(lease.holds()).isTrue();
        assertThat(claims).isEqualTo(2);
    }

    @Test
    void whoHasLostItDoesNotHoldItHoweverOftenItAsks() throws Exception {
        assertThat(lease.claim()).isTrue();
        now = now.plus(NodeLease.TIME);
        free = false;
        assertThat(lease.holds()).isFalse();
        assertThat(lease.holds()).isFalse();
        free = true;
        assertThat(lease.claim()).isTrue();
        assertThat(lease.holds()).isTrue();
    }
}
