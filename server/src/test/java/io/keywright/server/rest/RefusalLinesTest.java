package io.keywright.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import java.util.Locale;
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
    void whatOthersChoseIsFilledInAndNeverPartOfTheForm() {
        KeywrightException refusal =
                new KeywrightException(ErrorCode.UNAUTHENTICATED, "Go.", Map.of("reason", "%s event=started"));
        assertThat(lines.about(new Requester("id", "CN=%d\" event=started", "::1", Optional.empty()), refusal, 401))
                .hasValueSatisfying(line -> assertThat(line.form())
                        .isEqualTo("event=%s request_id=%s status=%d code=%s subject=\"%s\" address=%s details=%s"));
    }

    @Test
    void aRefusalThatIsInTheLedgerNamesItsReceipt() {
        KeywrightException refusal =
                new KeywrightException(ErrorCode.KEY_NOT_FOUND, "Go.", Map.of("receipt_id", "r-1"));
        assertThat(lines.about(MALLORY, refusal, 404).map(RefusalLinesTest::filled))
                .hasValueSatisfying(line -> assertThat(line)
                        .startsWith("event=refused request_id=id-1 receipt_id=r-1 status=404")
                        .endsWith("details={}"));
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
        return lines.about(to, new KeywrightException(ErrorCode.UNAUTHENTICATED, "Go.", Map.of("reason", reason)), 401)
                .map(RefusalLinesTest::filled);
    }

    private static String filled(RefusalLines.Line line) {
        return String.format(Locale.ROOT, line.form(), line.parameters());
    }
}
