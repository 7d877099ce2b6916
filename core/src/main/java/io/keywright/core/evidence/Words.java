package io.keywright.core.evidence;

import io.keywright.core.ledger.Details;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Numbers and times as people write them. */
final class Words {

    private static final int HOURS_A_DAY = 24;
    private static final int MINUTES_AN_HOUR = 60;
    private static final int SECONDS_A_MINUTE = 60;

    private Words() {}

    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Such as "1 key" and "1,200 keys". */
    static String count(long number, String one, String several) {
        return number(number) + " " + (number == 1 ? one : several);
    }

    /** The same of a word that takes an s. */
    static String count(long number, String one) {
        return count(number, one, one + "s");
    }

    /** Such as "90 days" or "1 day 12 hours"; what is less than a second does not count. */
    static String duration(Duration duration) {
        List<String> parts = new ArrayList<>();
        long seconds = duration.toSeconds();
        long minutes = seconds / SECONDS_A_MINUTE;
        long hours = minutes / MINUTES_AN_HOUR;
        add(hours / HOURS_A_DAY, "day", parts);
        add(hours % HOURS_A_DAY, "hour", parts);
        add(minutes % MINUTES_AN_HOUR, "minute", parts);
        add(seconds % SECONDS_A_MINUTE, "second", parts);
        return parts.isEmpty() ? "0 seconds" : String.join(" ", parts);
    }

    private static void add(long number, String unit, List<String> parts) {
        if (number > 0) {
            parts.add(count(number, unit));
        }
    }

    /** A moment in UTC, to the second. */
    static String time(Instant moment) {
        return Details.time(moment).substring(0, "2026-01-01T00:00:00".length()).replace('T', ' ') + " UTC";
    }
}
