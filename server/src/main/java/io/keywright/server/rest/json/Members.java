package io.keywright.server.rest.json;

import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How an answer names the member of a request that it is about, such as {@code access_policy.allowed_modules.[0]}. */
final class Members {

    private Members() {}

    /** Where mapping has failed; empty for the request as a whole. */
    static String path(JsonMappingException failure) {
        return failure.getPath().stream()
                .map(step -> step(step.getFieldName(), step.getIndex()))
                .collect(Collectors.joining("."));
    }

    /** Where reading is. */
    static String path(JsonStreamContext here) {
        Deque<String> steps = new ArrayDeque<>();
        for (JsonStreamContext at = here; at != null && !at.inRoot(); at = at.getParent()) {
            steps.addFirst(step(at.inArray() ? null : at.getCurrentName(), at.getCurrentIndex()));
        }
        return String.join(".", steps);
    }

    /** A member's name as sent, if it is harmless to repeat. */
    private static String step(@Nullable String name, int index) {
        if (name == null) {
            return "[" + index + "]";
        }
        return name.matches("[A-Za-z0-9_-]{1,64}") ? name : "(a member)";
    }
}
