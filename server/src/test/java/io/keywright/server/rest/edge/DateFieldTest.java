package io.keywright.server.rest.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class DateFieldTest {

    @Test
    void writesTheTimeAsHttpDoes() {
        Clock clock = Clock.fixed(Instant.parse("2026-11-06T08:49:37.999Z"), ZoneOffset.UTC);

        assertThat(new DateField(clock).now()).isEqualTo("Fri, 06 Nov 2026 08:49:37 GMT");
    }
}
