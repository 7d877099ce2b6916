package io.keywright.server.rest.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConnectionSlotsTest {

    private final ConnectionSlots slots = new ConnectionSlots(3, 2);

    @Test
    void thereAreNoMoreThanThereMayBe() {
        assertThat(slots.take()).isTrue();
        assertThat(slots.take()).isTrue();
        assertThat(slots.take()).isTrue();
        assertThat(slots.take()).isFalse();
        assertThat(slots.open()).isEqualTo(3);
        slots.release();
        assertThat(slots.take()).isTrue();
    }

    @Test
    void aTenantHasItsShareAndNoOthers() {
        assertThat(slots.take("acme")).isTrue();
        assertThat(slots.take("acme")).isTrue();
        assertThat(slots.take("acme")).isFalse();
        assertThat(slots.take("beta")).isTrue();
        slots.release("acme");
        assertThat(slots.take("acme")).isTrue();
    }
}
