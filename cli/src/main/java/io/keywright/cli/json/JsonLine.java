package io.keywright.cli.json;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** What a command has found out, as one object on one line. */
public final class JsonLine {

    private static final JSON WITH_NULLS = JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES);

    private JsonLine() {}

    /**
     * The object as JSON.
     *
     * @param members texts, numbers, truth values, lists and maps of such
     */
    public static String of(Map<String, ?> members) {
        try {
            return WITH_NULLS.asString(members);
        } catch (IOException e) {
            throw new UncheckedIOException("what consists of plain members cannot be written as JSON", e);
        }
    }
}
