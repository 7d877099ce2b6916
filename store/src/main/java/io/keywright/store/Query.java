package io.keywright.store;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A query whose conditions depend on what is asked for. There are few texts, so that each stays prepared. */
final class Query {

    private final StringBuilder sql;
    private final List<Object> values = new ArrayList<>();

    Query(String sql) {
        this.sql = new StringBuilder(sql);
    }

    /** The value of the next parameter of the text so far. */
    Query with(Object value) {
        values.add(value);
        return this;
    }

    /** Narrows by {@code condition}, which has one parameter, unless there is no value for it. */
    Query and(String condition, @Nullable Object value) {
        return value == null ? this : then("AND " + condition, value);
    }

    /** Goes on with {@code clause}, which has one parameter. */
    Query then(String clause, Object value) {
        sql.append(' ').append(clause);
        values.add(value);
        return this;
    }

    /** Goes on with {@code clause}, which has none. */
    Query then(String clause) {
        sql.append(' ').append(clause);
        return this;
    }

    String sql() {
        return sql.toString();
    }

    Object[] values() {
        return values.toArray();
    }
}
