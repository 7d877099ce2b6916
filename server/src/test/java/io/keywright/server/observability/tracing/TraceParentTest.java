package io.keywright.server.observability.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanContext;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {

    private static final String GOOD = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Test
    void whatIsOfTheFormIsReadAndWrittenAgain() {
        SpanContext context = TraceParent.read(List.of(GOOD));
        assertThat(context.isValid()).isTrue();
        assertThat(context.isRemote()).isTrue();
        assertThat(context.isSampled()).isTrue();
        assertThat(TraceParent.write(context)).isEqualTo(GOOD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0g",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-x",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\n",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b716920333\u0660-01",
                " 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-1"
            })
    void whatIsNotOfTheFormCountsAsNotSent(String hostile) {
        assertThat(TraceParent.read(List.of(hostile)).isValid()).isFalse();
    }

    @Test
    void whatIsSentTwiceOrNotAtAllCountsAsNotSent() {
        assertThat(TraceParent.read(List.of(GOOD, GOOD)).isValid()).isFalse();
        assertThat(TraceParent.read(List.of()).isValid()).isFalse();
        assertThat(TraceParent.read(List.of(GOOD.repeat(10_000))).isValid()).isFalse();
    }
}
