package io.keywright.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.model.Operation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From when on a request is slow. */
class SlowRulesReaderTest {

    private record Log(Format format, Duration slow, Optional<List<String>> slowOperations) implements LogConfig {}

    private static SlowRules rules(Duration slow, String... operations) {
        return SlowRulesReader.read(new Log(LogConfig.Format.TEXT, slow, Optional.of(List.of(operations))));
    }

    @Test
    void operationsCanHaveTimesOfTheirOwn() {
        SlowRules rules = rules(Duration.ofSeconds(1), "sign=PT0.2S", "generate=PT0S");

        assertThat(rules.shortest()).contains(Duration.ofMillis(200));
        assertThat(rules.slow(Optional.of(Operation.SIGN), Duration.ofMillis(200)))
                .isTrue();
        assertThat(rules.slow(Optional.of(Operation.VERIFY), Duration.ofMillis(999)))
                .isFalse();
        assertThat(rules.slow(Optional.of(Operation.VERIFY), Duration.ofSeconds(1)))
                .isTrue();
        assertThat(rules.slow(Optional.of(Operation.GENERATE), Duration.ofHours(1)))
                .isFalse();
        assertThat(rules.slow(Optional.empty(), Duration.ofHours(1))).isTrue();
        assertThat(rules(Duration.ZERO).shortest()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sign", "sign=", "sign=fast", "sign=PT-1S", "sign=PT11M", "sing=PT1S", "=PT1S"})
    void whatMakesNoSenseIsNamed(String text) {
        assertThatThrownBy(() -> rules(Duration.ofSeconds(1), text))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("keywright.log.slow-operations: ");
    }

    @Test
    void soIsATimeThatIsNone() {
        assertThatThrownBy(() -> rules(Duration.ofMinutes(11)))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("keywright.log.slow: ");
    }
}
