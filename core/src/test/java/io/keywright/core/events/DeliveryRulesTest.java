package io.keywright.core.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Pauses double, up to the longest. */
class DeliveryRulesTest {

    @Test
    void pausesDoubleUpToTheLongest() {
        DeliveryRules rules = new DeliveryRules(20, Duration.ofSeconds(1), Duration.ofSeconds(10));
        assertThat(rules.pause(1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(rules.pause(2)).isEqualTo(Duration.ofSeconds(2));
        assertThat(rules.pause(4)).isEqualTo(Duration.ofSeconds(8));
        assertThat(rules.pause(5)).isEqualTo(Duration.ofSeconds(10));
        assertThat(rules.pause(1000)).isEqualTo(Duration.ofSeconds(10));
    }
}
