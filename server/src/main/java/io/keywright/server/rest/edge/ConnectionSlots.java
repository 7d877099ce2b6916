package io.keywright.server.rest.edge;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** How many connections are open, in sum and for each tenant. Thread-safe. */
final class ConnectionSlots {

    private final int most;
    private final int perTenant;
    private final AtomicInteger open = new AtomicInteger();
    private final Map<String, Integer> byTenant = new ConcurrentHashMap<>();

    ConnectionSlots(int most, int perTenant) {
        this.most = most;
        this.perTenant = perTenant;
    }

    /** Takes a place, until {@link #release()}; false if there is none. */
    boolean take() {
        return open.getAndUpdate(now -> now < most ? now + 1 : now) < most;
    }

    void release() {
        open.decrementAndGet();
    }

    /** Takes one of the tenant's places, until {@link #release(String)}; false if there is none. */
    boolean take(String tenant) {
        boolean[] taken = new boolean[1];
        byTenant.compute(tenant, (name, count) -> {
            int now = count == null ? 0 : count;
            taken[0] = now < perTenant;
            return taken[0] ? Integer.valueOf(now + 1) : count;
        });
        return taken[0];
    }

    void release(String tenant) {
        byTenant.computeIfPresent(tenant, (name, count) -> count == 1 ? null : count - 1);
    }

    int open() {
        return open.get();
    }
}
