package io.keywright.core.events;

import java.util.Collection;
import java.util.HexFormat;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes one JSON object (RFC 8259), member by member in the order of the calls, without spaces. */
final class JsonText {

    private static final HexFormat HEX = HexFormat.of();

    private final StringBuilder text = new StringBuilder("{");

    JsonText with(String name, @Nullable String value) {
        return raw(name, value == null ? "null" : quoted(value));
    }

    JsonText with(String name, @Nullable UUID value) {
        return with(name, value == null ? null : value.toString());
    }

    JsonText with(String name, long value) {
        return raw(name, Long.toString(value));
    }

    JsonText with(String name, boolean value) {
        return raw(name, Boolean.toString(value));
    }

    JsonText with(String name, Collection<String> values) {
        return raw(name, values.stream().map(JsonText::quoted).collect(Collectors.joining(",", "[", "]")));
    }

    /** A member whose value is JSON already. */
    JsonText raw(String name, String json) {
        if (text.length() > 1) {
            text.append(',');
        }
        text.append(quoted(name)).append(':').append(json);
        return this;
    }

    String end() {
        return text + "}";
    }

    private static String quoted(String value) {
        StringBuilder quoted = new StringBuilder(value.length() + 2).append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append("\\u00").append(HEX.toHexDigits((byte) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
