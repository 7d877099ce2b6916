package io.keywright.store;

import io.keywright.core.journal.StoreException;
import io.keywright.core.node.Claims;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Which node does something, as the one row of a table. Its transactions take turns with the journal's, and are as short.
 *
 * @param table a constant of this package
 */
record SqlClaims(Writer writer, String table) implements Claims {

    @Override
    public boolean claim(UUID holder, Instant now, Instant until) throws StoreException {
        String claim = """
                INSERT INTO %s (id, holder, until) VALUES (1, ?1, ?3)
                ON CONFLICT (id) DO UPDATE SET holder = ?1, until = ?3 WHERE holder = ?1 OR until <= ?2""".formatted(table);
        List<Integer> claimed = new ArrayList<>(1);
        writer.transaction(session ->
                claimed.add(session.update(claim, UuidBytes.of(holder), now.toEpochMilli(), until.toEpochMilli())));
        return claimed.getFirst() == 1;
    }
}
