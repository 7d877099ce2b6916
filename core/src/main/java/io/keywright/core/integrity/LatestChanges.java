package io.keywright.core.integrity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.keywright.model.RowName;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Which receipt of the ledger tells of each row's latest change, of those that this node has read or followed: no such row can be
 * put back to what it was. It may lag behind the store, and never runs ahead of it. Forgets what has not changed for longest, of
 * very many. Thread-safe.
 */
public final class LatestChanges {

    private static final int MOST = 200_000;

    private final Cache<RowName, Long> indexes =
            Caffeine.newBuilder().maximumSize(MOST).build();
    private final AtomicLong known = new AtomicLong(-1);

    /** A change of the row, or its end, is told of by the receipt at {@code index}, whose transaction is committed. */
    public void changed(RowName row, long index) {
        indexes.asMap().merge(row, index, Math::max);
        known.accumulateAndGet(index, Math::max);
    }

    /** The newest receipt of which it is known which rows it concerns; -1 if there is none. */
    long known() {
        return known.get();
    }

    /** The receipt that tells of the row's latest change; -1 if none is known. */
    public long index(RowName row) {
        Long index = indexes.getIfPresent(row);
        return index == null ? -1 : index;
    }
}
