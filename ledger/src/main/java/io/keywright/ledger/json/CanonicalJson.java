package io.keywright.ledger.json;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Objects as RFC 8785 (JCS) canonical bytes. Values are strings, numbers, booleans, nulls, lists, and maps with string keys;
 * whatever else is refused.
 */
public final class CanonicalJson {

    private static final int MAX_DEPTH = 16;

    private CanonicalJson() {}

    /**
     * The one spelling of {@code object}. Numbers are {@link Integer}, {@link Long} or {@link Double}.
     *
     * @throws IllegalArgumentException if it holds a value of another kind, a number that is not finite, a whole number
     *     beyond {@link JsonWriter#MAX_NUMBER}, which other readers would round, or is nested too deeply
     */
    public static byte[] write(Map<String, ?> object) {
        JsonWriter json = new JsonWriter(256);
        writeObject(object, json, 0);
        return json.toBytes();
    }

    /**
     * Reads what {@link #write} makes of objects whose numbers are whole and not negative, which is all that the ledger keeps.
     * Numbers become {@link Long}s, keys are in order.
     *
     * @throws IllegalArgumentException if {@code bytes} are anything else, saying where they begin to be
     */
    public static Map<String, @Nullable Object> read(byte[] bytes) {
        JsonReader json = new JsonReader(bytes);
        Map<String, @Nullable Object> object = readObject(json, 0);
        json.expectEnd();
        if (!Arrays.equals(write(object), bytes)) {
            throw new IllegalArgumentException("JSON in another than its one canonical form");
        }
        return object;
    }

    private static void writeObject(Map<?, ?> object, JsonWriter json, int depth) {
        char separator = '{';
        for (Map.Entry<String, Object> member : sorted(object).entrySet()) {
            put(separator, json);
            json.string(member.getKey());
            put(':', json);
            writeValue(member.getValue(), json, deeper(depth));
            separator = ',';
        }
        end(separator, '{', '}', json);
    }

    /** By UTF-16 code units, as section 3.2.3 says. */
    private static Map<String, Object> sorted(Map<?, ?> object) {
        Map<String, Object> sorted = new TreeMap<>();
        object.forEach((key, value) -> {
            if (!(key instanceof String name)) {
                throw new IllegalArgumentException("a key must be a string");
            }
            sorted.put(name, value);
        });
        return sorted;
    }

    private static void writeList(List<?> list, JsonWriter json, int depth) {
        char separator = '[';
        for (Object element : list) {
            put(separator, json);
            writeValue(element, json, deeper(depth));
            separator = ',';
        }
        end(separator, '[', ']', json);
    }

    private static void end(char separator, char opening, char closing, JsonWriter json) {
        if (separator == opening) {
            put(opening, json);
        }
        put(closing, json);
    }

    private static void writeValue(@Nullable Object value, JsonWriter json, int depth) {
        if (value instanceof String text) {
            json.string(text);
        } else if (value instanceof Long || value instanceof Integer) {
            json.whole(((Number) value).longValue());
        } else if (value instanceof Double fraction) {
            json.raw(JsonNumber.spell(fraction).getBytes(US_ASCII));
        } else if (value == null || value instanceof Boolean) {
            json.raw(String.valueOf(value).getBytes(US_ASCII));
        } else if (value instanceof List<?> list) {
            writeList(list, json, depth);
        } else if (value instanceof Map<?, ?> object) {
            writeObject(object, json, depth);
        } else {
            throw new IllegalArgumentException("no canonical JSON for a " + value.getClass());
        }
    }

    private static Map<String, @Nullable Object> readObject(JsonReader json, int depth) {
        json.expect("{");
        Map<String, @Nullable Object> object = new TreeMap<>();
        while (!json.skip("}")) {
            if (!object.isEmpty()) {
                json.expect(",");
            }
            String key = json.string();
            json.expect(":");
            object.put(key, readValue(json, deeper(depth)));
        }
        return Collections.unmodifiableMap(object);
    }

    private static List<@Nullable Object> readList(JsonReader json, int depth) {
        json.expect("[");
        List<@Nullable Object> list = new ArrayList<>();
        while (!json.skip("]")) {
            if (!list.isEmpty()) {
                json.expect(",");
            }
            list.add(readValue(json, deeper(depth)));
        }
        return Collections.unmodifiableList(list);
    }

    private static @Nullable Object readValue(JsonReader json, int depth) {
        if (json.at('{')) {
            return readObject(json, depth);
        }
        if (json.at('[')) {
            return readList(json, depth);
        }
        if (json.at('"')) {
            return json.string();
        }
        if (json.at('t') || json.at('f')) {
            return json.bool();
        }
        return json.orNull(JsonReader::number);
    }

    private static int deeper(int depth) {
        if (depth == MAX_DEPTH) {
            throw new IllegalArgumentException("nested more than " + MAX_DEPTH + " deep");
        }
        return depth + 1;
    }

    private static void put(char ascii, JsonWriter json) {
        json.ensure(1);
        json.put(ascii);
    }
}
