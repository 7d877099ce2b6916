package io.keywright.core.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void oneIsNotSeveral() {
        assertThat(Words.count(0, "revocation")).isEqualTo("0 revocations");
        assertThat(Words.count(1, "revocation")).isEqualTo("1 revocation");
        assertThat(Words.count(1200, "identity", "identities")).isEqualTo("1,200 identities");
    }

    @Test
    void durationsAreInTheUnitsThatPeopleUse() {
        assertThat(Words.duration(Duration.parse("PT2160H"))).isEqualTo("90 days");
        assertThat(Words.duration(Duration.ofDays(1))).isEqualTo("1 day");
        assertThat(Words.duration(Duration.ofHours(36).plusSeconds(61))).isEqualTo("1 day 12 hours 1 minute 1 second");
        assertThat(Words.duration(Duration.ZERO)).isEqualTo("0 seconds");
    }

    @Test
    void timesAreInUtcToTheSecond() {
        assertThat(Words.time(Instant.parse("2026-01-02T03:04:05.678Z"))).isEqualTo("2026-01-02 03:04:05 UTC");
    }
}
