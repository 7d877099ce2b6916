package io.keywright.core.evidence;

import io.keywright.model.Receipt;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** How much happened when: by day, by month where that would be too many, by year where that would be. */
final class TimeLine {

    private static final int MOST = 62;
    private static final int MONTH = "2026-01".length();
    private static final int YEAR = "2026".length();

    private final Map<String, Span> days = new TreeMap<>();

    /** What happened in a span of time. */
    record Span(long receipts, long changes, long refusals) {

        Span and(Span other) {
            return new Span(receipts + other.receipts, changes + other.changes, refusals + other.refusals);
        }
    }

    void add(Receipt receipt) {
        days.merge(
                LocalDate.ofInstant(receipt.timestamp(), ZoneOffset.UTC).toString(),
                new Span(
                        1,
                        receipt.context().changeDigest() == null ? 0 : 1,
                        receipt.context().errorCode() == null ? 0 : 1),
                Span::and);
    }

    /** The spans in which there was something, in order, by name. */
    Map<String, Span> spans() {
        if (days.size() <= MOST) {
            return days;
        }
        Map<String, Span> months = by(day -> day.substring(0, MONTH));
        return months.size() <= MOST ? months : by(day -> day.substring(0, YEAR));
    }

    private Map<String, Span> by(UnaryOperator<String> name) {
        Map<String, Span> longer = new TreeMap<>();
        days.forEach((day, span) -> longer.merge(name.apply(day), span, Span::and));
        return longer;
    }
}
