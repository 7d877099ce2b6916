package io.keywright.store.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The scripts that lead from no schema to the one that this code works with: step n from version n - 1 to n. */
public final class SchemaSteps {

    /** In the order in which they came, which is not always that of their numbers. */
    public static final List<String> ALL = List.of(
            "V1.sql", "V2.sql", "V3.sql", "V4.sql", "V5.sql", "V6.sql", "V7.sql", "V8.sql", "V9.sql", "V10.sql",
            "V11.sql", "V16.sql", "V17.sql", "V18.sql", "V19.sql", "V25.sql", "V20.sql", "V21.sql", "V27.sql",
            "V26.sql", "V28.sql", "V30.sql", "V34.sql", "V32.sql", "V31.sql", "V29.sql", "V36.sql", "V37.sql",
            "V40.sql", "V44.sql", "V50.sql", "V46.sql", "V48.sql", "V49.sql", "V51.sql", "V52.sql", "V54.sql",
            "V55.sql", "V56.sql");

    /** The version that they lead to. */
    public static final int VERSION = ALL.size();

    /**
     * The oldest version that a node must know to work with this one beside newer nodes, while all are brought up to date one
     * after another. A step that takes something away, or changes what it means, makes its own version the oldest.
     */
    public static final int OLDEST = VERSION;

    private SchemaSteps() {}

    /** What the script of that name says, in SQLite's SQL. */
    public static String script(String name) {
        return read(SchemaSteps.class, name);
    }

    /** What the script of that name says that lies beside a class. */
    public static String read(Class<?> beside, String name) {
        try (InputStream script = beside.getResourceAsStream(name)) {
            if (script == null) {
                throw new IllegalStateException("the script " + name + " is missing from the jar");
            }
            return new String(script.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
