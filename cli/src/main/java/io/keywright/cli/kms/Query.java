package io.keywright.cli.kms;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What follows a path, after a question mark. */
public final class Query {

    private final String text;

    private Query(String text) {
        this.text = text;
    }

    /** Nothing. */
    public static Query none() {
        return new Query("");
    }

    /** With one parameter more, unless it has no value. */
    public Query with(String name, @Nullable Object value) {
        return value == null || value.toString().isEmpty()
                ? this
                : new Query("%s%s%s=%s"
                        .formatted(
                                text,
                                text.isEmpty() ? "?" : "&",
                                name,
                                URLEncoder.encode(value.toString(), StandardCharsets.UTF_8)));
    }

    public boolean isEmpty() {
        return text.isEmpty();
    }

    @Override
    public String toString() {
        return text;
    }
}
