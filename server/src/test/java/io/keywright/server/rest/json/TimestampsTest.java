package io.keywright.server.rest.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {

    @ParameterizedTest
    @CsvSource({
        "2026-11-26T12:00:00Z, 2026-11-26T12:00:00Z",
        "2026-11-26T12:00:00.123456789Z, 2026-11-26T12:00:00.123456789Z",
        "2026-11-26T12:00:00+02:00, 2026-11-26T10:00:00Z",
        "2026-11-26t12:00:00z, 2026-11-26T12:00:00Z",
        "2026-12-31T23:59:60Z, 2027-01-01T00:00:00Z",
        "2026-12-31T23:59:60.5Z, 2027-01-01T00:00:00Z",
        "2027-01-01T00:59:60+01:00, 2027-01-01T00:00:00Z"
    })
    void readsWhatRfc3339Allows(String text, Instant time) {
        assertThat(Timestamps.parse(text)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-26",
                "2026-11-26 12:00:00Z",
                "2026-11-26T12:00:00",
                "2026-11-26T12:00Z",
                "2026-11-26T12:00:60Z",
                "2026-11-26T24:00:00Z",
                "2026-02-30T12:00:00Z",
                "2026-11-26T12:00:61Z",
                "12026-11-26T12:00:00Z",
                "now"
            })
    void readsNothingElse(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Timestamps.parse(text));
    }

    @Test
    void aDayGoesFromItsBeginningToItsEnd() {
        assertThat(Timestamps.parseStart("2026-11-26")).isEqualTo("2026-11-26T00:00:00Z");
        assertThat(Timestamps.parseEnd("2026-11-26")).isEqualTo("2026-11-27T00:00:00Z");
        assertThatIllegalArgumentException().isThrownBy(() -> Timestamps.parseStart("2026-02-30"));
    }
}
