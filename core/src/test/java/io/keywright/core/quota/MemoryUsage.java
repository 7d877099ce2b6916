package io.keywright.core.quota;

import io.keywright.core.change.UsageChange.KeyUsed;
import io.keywright.core.journal.StoreException;
import io.keywright.model.Scope;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A store of uses in memory that can be out of order. */
final class MemoryUsage implements UsageStore {

    private final Map<KeyUsed, Long> uses = new ConcurrentHashMap<>();
    private final Map<UUID, Long> encryptions = new ConcurrentHashMap<>();
    private final AtomicInteger readings = new AtomicInteger();
    private volatile boolean down;

    @Override
    public long used(Scope scope, UUID keyId, LocalDate day) throws StoreException {
        readings.incrementAndGet();
        if (down) {
            throw new StoreException("down, as planned");
        }
        return uses.getOrDefault(new KeyUsed(scope, keyId, day), 0L);
    }

    @Override
    public long encryptions(Scope scope, UUID keyId) {
        readings.incrementAndGet();
        return encryptions.getOrDefault(keyId, 0L);
    }

    /** What the journal does. */
    void commit(KeyUsed use) {
        uses.merge(new KeyUsed(use.scope(), use.keyId(), use.day()), (long) use.times(), Long::sum);
        encryptions.merge(use.keyId(), use.encryptions(), Long::sum);
    }

    int readings() {
        return readings.get();
    }

    void down(boolean now) {
        down = now;
    }
}
