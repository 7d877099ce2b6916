package io.keywright.server.harness;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Request bodies, written briefly. */
public final class Body {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Body() {}

    /** Members by name, in order; bytes as Base64, {@code null} as null. A later member replaces one of the same name. */
    public static Map<String, @Nullable Object> of(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        return with(members, namesAndValues);
    }

    /** The same body with more members, or others in their place. */
    public static Map<String, @Nullable Object> with(
            Map<String, @Nullable Object> body, @Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>(body);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            members.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return members;
    }

    /** The same body without a member. */
    public static Map<String, @Nullable Object> without(Map<String, @Nullable Object> body, String name) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>(body);
        members.remove(name);
        return members;
    }

    /** The body as it goes over the wire. */
    public static String json(Object body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
