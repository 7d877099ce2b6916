package io.keywright.core.ledger;

import io.keywright.model.WireName;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of evidence, spelt as the wire contract spells them. */
public final class Details {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Details() {}

    /** A map that can be added to, of names and values in turn. */
    public static Map<String, @Nullable Object> members(Object... namesAndValues) {
        Map<String, @Nullable Object> members = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            members.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return members;
    }

    /** RFC 3339 in UTC with milliseconds. */
    public static String time(Instant instant) {
        return TIME.format(instant);
    }

    /** Standard Base64 with padding. */
    public static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** What {@code value} prints as, or null. */
    public static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    /** How {@code value} is called on the wire, or null. */
    public static @Nullable String wireName(@Nullable WireName value) {
        return value == null ? null : value.wireName();
    }

    /** In one order, whatever the collection's. */
    public static List<String> names(Collection<? extends WireName> values) {
        return values.stream().map(WireName::wireName).sorted().toList();
    }
}
