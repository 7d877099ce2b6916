package io.keywright.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RefusalLinesTest {

    private static final long SECOND = 1_000_000_000L;
    private static final Requester MALLORY = new Requester("id-1", "CN=mallory", "192.0.2.7", Optional.empty());

    private final AtomicLong nanos = new AtomicLong();
    private final RefusalLines lines = new RefusalLines(nanos::get);

    @Test
    void aLineSaysWhoFromWhereAndWhy() {
        assertThat(about(MALLORY, "token_expired"))
                .contains("event=unauthenticated request_id=id-1 status=401 code=UNAUTHENTICATED"
                        + " subject=\"CN=mallory\" address=192.0.2.7 details={reason=token_expired}");
    }

    @Test
    void nobodyWritesALineOfTheirOwn() {
        assertThat(about(new Requester("id", "CN=a\r\nevent=started", "::1", Optional.empty()), "b\u2028c"))
                .hasValueSatisfying(line -> assertThat(line).contains("CN=a??event=started", "b?c"));
    }

    @Test
    void oneThatIsRefusedAllTheTimeFillsNoLog() {
        assertThat(linesOf(i -> MALLORY)).isEqualTo(50);

        nanos.addAndGet(SECOND);
        assertThat(about(MALLORY, "bad"))
                .hasValueSatisfying(line -> assertThat(line).endsWith("unlogged_before=9950"));
    }

    @Test
    void manyThatAreRefusedFillNoLogEither() {
        assertThat(linesOf(i -> new Requester("id", "CN=" + i, "192.0.2.7", Optional.empty())))
                .isEqualTo(500);
    }

    private long linesOf(IntFunction<Requester> to) {
        return IntStream.range(0, 10_000)
                .filter(i -> about(to.apply(i), "bad").isPresent())
                .count();
    }

    private Optional<String> about(Requester to, String reason) {
        return lines.about(to, new KeywrightException(ErrorCode.UNAUTHENTICATED, "Go.", Map.of("reason", reason)), 401);
    }
}
