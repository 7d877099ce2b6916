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
                INSERT INTO %1$s (id, holder, until) VALUES (1, ?, ?)
                ON CONFLICT (id) DO UPDATE SET holder = excluded.holder, until = excluded.until
                WHERE %1$s.holder = excluded.holder OR %1$s.until <= ?""".formatted(table);
        List<Integer> claimed = new ArrayList<>(1);
        writer.transaction(session ->
                claimed.add(session.update(claim, UuidBytes.of(holder), until.toEpochMilli(), now.toEpochMilli())));
        return claimed.getFirst() == 1;
    }
}
