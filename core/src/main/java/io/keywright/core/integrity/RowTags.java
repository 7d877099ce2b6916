package io.keywright.core.integrity;

import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.crypto.UsableKey;
import io.keywright.model.Algorithm;
import io.keywright.model.Row;
import java.nio.ByteBuffer;

/**
 * Makes and checks tags: HMAC-SHA-256 under the installation's row key, over the index of a receipt in eight bytes
 * (big-endian) and a row's content. Thread-safe.
 */
public final class RowTags {

    private final CryptoEngine engine;
    private final UsableKey key;

    /** @param key of type HMAC-256 */
    public RowTags(CryptoEngine engine, UsableKey key) {
        this.engine = engine;
        this.key = key;
    }

    RowTag of(Row row, long index) {
        return new RowTag(index, engine.sign(key, Algorithm.HS256, tagged(row, index)));
    }

    boolean holds(Row row, RowTag tag) {
        return engine.verify(key, Algorithm.HS256, tagged(row, tag.index()), tag.mac());
    }

    private static byte[] tagged(Row row, long index) {
        return ByteBuffer.allocate(Long.BYTES + row.content().length)
                .putLong(index)
                .put(row.content())
                .array();
    }
}
