package io.keywright.store;

import io.keywright.core.authorization.Reach;
import io.keywright.model.WireName;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a row's environment and plane.
 *
 * @param prefix of their names: a table's alias and a dot, or nothing
 */
record ScopeColumns(String prefix) {

    /** Narrows {@code query} to what is within {@code reach} in its tenant. */
    Query within(Query query, Reach reach) {
        return query.and(prefix + "environment = ?", name(reach.environment()))
                .and(prefix + "plane = ?", name(reach.plane()));
    }

    private static @Nullable String name(@Nullable WireName value) {
        return value == null ? null : value.wireName();
    }
}
