package io.keywright.server.rest.events;

import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many streams each tenant has open. Thread-safe. */
final class StreamSlots {

    private final int perTenant;
    private final Map<String, Integer> open = new ConcurrentHashMap<>();

    StreamSlots(int perTenant) {
        this.perTenant = perTenant;
    }

    /** Takes one of the tenant's places, until {@link #release}. */
    void take(String tenantId) {
        open.compute(tenantId, (tenant, count) -> {
            int taken = count == null ? 0 : count;
            if (taken >= perTenant) {
                throw new KeywrightException(
                        ErrorCode.RATE_LIMITED,
                        "Your tenant has as many event streams open as it may; close one, or share one.",
                        Map.of("reason", "too_many_streams", "limit", perTenant));
            }
            return taken + 1;
        });
    }

    void release(String tenantId) {
        open.computeIfPresent(tenantId, (tenant, count) -> count == 1 ? null : count - 1);
    }

    int open() {
        return open.values().stream().mapToInt(Integer::intValue).sum();
    }
}
