package io.keywright.store.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.store.postgresql.OwnSchema;
import io.keywright.store.postgresql.PostgresqlDatabase;
import io.keywright.store.sqlite.SqliteDatabase;
import io.keywright.testkit.postgresql.Postgresql;
import io.keywright.testkit.postgresql.SharedPostgresql;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Both databases have the same tables, columns, constraints and indexes, though each says so in its own words; PostgreSQL has
 * besides what several nodes need to know of each other.
 */
@ExtendWith(SharedPostgresql.class)
class SchemaTest {

    private static final String WHAT_TO_DO =
            "A step of store/schema is translated for PostgreSQL. If it says more than Translation knows, put a script of"
                    + " the same name beside store/postgresql/schema.sql that leads to the same";

    private static final String OF_NODES = "store_header', 'node_lease', 'nodes', 'evidence_exports";

    private static final Pattern CHECK = Pattern.compile("\\bCHECK \\(");

    @TempDir
    Path folder;

    @Test
    void everyStepLeadsToTheSameSchemaInBoth(Postgresql server) throws Exception {
        OwnSchema schema = new OwnSchema(server, "equal");
        schema.drop();
        try (SqliteDatabase sqlite = SqliteDatabase.open(folder);
                PostgresqlDatabase postgresql = PostgresqlDatabase.open(schema.address());
                Connection one = sqlite.connectReader();
                Connection other = postgresql.connectReader()) {
            Set<String> expected = sqlite(one);
            assertThat(expected).hasSizeGreaterThan(300);
            assertThat(postgresql(other)).as(WHAT_TO_DO).isEqualTo(expected);
        }
    }

    @FunctionalInterface
    private interface Line {
        String read(ResultSet row) throws SQLException;
    }

    private static List<String> list(Connection connection, String sql, Line line) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                lines.add(line.read(rows));
            }
        }
        return lines;
    }

    private static Set<String> sqlite(Connection connection) throws SQLException {
        Set<String> said = new TreeSet<>();
        for (String table : list(
                connection,
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
                row -> row.getString(1))) {
            said.addAll(list(
                    connection,
                    "SELECT name, type, \"notnull\" OR pk > 0, dflt_value FROM pragma_table_info('" + table + "')",
                    row -> column(
                            table, row.getString(1), type(row.getString(2)), row.getBoolean(3), row.getString(4))));
            said.addAll(list(
                    connection,
                    "SELECT group_concat(name) FROM (SELECT name FROM pragma_table_info('" + table
                            + "') WHERE pk > 0 ORDER BY pk)",
                    row -> table + " primary key (" + row.getString(1) + ")"));
            said.addAll(list(
                    connection,
                    "SELECT \"table\", group_concat(\"from\"), group_concat(\"to\") FROM (SELECT * FROM"
                            + " pragma_foreign_key_list('" + table + "') ORDER BY id, seq) GROUP BY id, \"table\"",
                    row -> table + " (" + row.getString(2) + ") references " + row.getString(1) + " ("
                            + row.getString(3) + ")"));
            said.addAll(list(
                    connection,
                    "SELECT l.name, l.\"unique\", l.partial, l.origin, (SELECT group_concat(name) FROM (SELECT name FROM"
                            + " pragma_index_info(l.name) ORDER BY seqno)) FROM pragma_index_list('" + table
                            + "') l WHERE l.origin <> 'pk'",
                    row -> row.getString(4).equals("u")
                            ? table + " unique (" + row.getString(5) + ")"
                            : index(row.getString(1), row.getBoolean(2), row.getBoolean(3), row.getString(5))));
            said.addAll(list(
                    connection,
                    "SELECT sql FROM sqlite_schema WHERE name = '" + table + "'",
                    row -> checks(
                            table, CHECK.matcher(row.getString(1)).results().count())));
        }
        return said;
    }

    private static String column(String table, String name, String type, boolean notNull, @Nullable String standard) {
        return table + "." + name + " " + type + (notNull ? " not null" : "")
                + (standard == null ? "" : " default " + standard);
    }

    private static String index(String name, boolean unique, boolean partial, String columns) {
        return "index " + name + (unique ? " unique" : "") + (partial ? " partial" : "") + " (" + columns + ")";
    }

    private static String checks(String table, long number) {
        return table + " has " + number + " checks";
    }

    private static String type(String sqlite) {
        return switch (sqlite) {
            case "INTEGER" -> "bigint";
            case "TEXT" -> "text";
            case "BLOB", "ANY" -> "bytea";
            default -> throw new IllegalArgumentException(sqlite);
        };
    }

    private static final String COLUMNS = """
            SELECT c.table_name, c.column_name, c.data_type, c.is_nullable = 'NO',
                replace(replace(c.column_default, '::text', ''), '::bigint', ''), c.collation_name
            FROM information_schema.columns c WHERE c.table_schema = 'equal' AND c.table_name NOT IN ('""" + OF_NODES + "')";

    private static final String CONSTRAINTS = """
            SELECT r.relname, c.contype, f.relname,
                (SELECT string_agg(a.attname, ',' ORDER BY k.n) FROM unnest(c.conkey) WITH ORDINALITY k (num, n)
                    JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.num),
                (SELECT string_agg(a.attname, ',' ORDER BY k.n) FROM unnest(c.confkey) WITH ORDINALITY k (num, n)
                    JOIN pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.num)
            FROM pg_constraint c JOIN pg_class r ON r.oid = c.conrelid LEFT JOIN pg_class f ON f.oid = c.confrelid
            WHERE c.connamespace = 'equal'::regnamespace AND c.contype IN ('p', 'u', 'f')
                AND r.relname NOT IN ('""" + OF_NODES + "')";

    private static final String CHECKS = """
            SELECT r.relname, (SELECT count(*) FROM pg_constraint c WHERE c.conrelid = r.oid AND c.contype = 'c')
            FROM pg_class r WHERE r.relnamespace = 'equal'::regnamespace AND r.relkind = 'r'
                AND r.relname NOT IN ('""" + OF_NODES + "')";

    private static final String INDEXES = """
            SELECT i.relname, x.indisunique, x.indpred IS NOT NULL, pg_get_indexdef(x.indexrelid)
            FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
            WHERE i.relnamespace = 'equal'::regnamespace
                AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = x.indexrelid AND c.contype IN ('p', 'u'))
                AND (SELECT r.relname FROM pg_class r WHERE r.oid = x.indrelid) NOT IN ('""" + OF_NODES + "')";

    private static final Pattern INDEXED = Pattern.compile("USING btree \\((.*?)\\)( WHERE .*)?$");

    private static Set<String> postgresql(Connection connection) throws SQLException {
        Set<String> said = new TreeSet<>();
        said.addAll(list(connection, COLUMNS, row -> {
            String text = "text".equals(row.getString(3)) ? row.getString(6) : "C";
            return column(row.getString(1), row.getString(2), row.getString(3), row.getBoolean(4), row.getString(5))
                    + ("C".equals(text) ? "" : " not compared by its bytes");
        }));
        said.addAll(list(connection, CONSTRAINTS, row -> switch (row.getString(2)) {
            case "p" -> row.getString(1) + " primary key (" + row.getString(4) + ")";
            case "u" -> row.getString(1) + " unique (" + row.getString(4) + ")";
            default ->
                row.getString(1) + " (" + row.getString(4) + ") references " + row.getString(3) + " ("
                        + row.getString(5) + ")";
        }));
        said.addAll(list(connection, CHECKS, row -> checks(row.getString(1), row.getLong(2))));
        said.addAll(list(
                connection,
                INDEXES,
                row -> index(row.getString(1), row.getBoolean(2), row.getBoolean(3), indexed(row.getString(4)))));
        return said;
    }

    /** The columns, for one that is too long its hash. */
    private static String indexed(String definition) {
        Matcher matcher = INDEXED.matcher(definition);
        assertThat(matcher.find()).as(definition).isTrue();
        return matcher.group(1).replace("sha256(certificate)", "certificate").replace(", ", ",");
    }
}
