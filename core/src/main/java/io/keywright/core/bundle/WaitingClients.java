package io.keywright.core.bundle;

import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** How many wait for another bundle: each costs a connection and a thread. Thread-safe. */
final class WaitingClients {

    static final int MOST = 2000;
    static final int MOST_OF_TENANT = 500;

    private final Semaphore all = new Semaphore(MOST);
    private final Map<String, Integer> ofTenants = new ConcurrentHashMap<>();

    /**
     * Takes a place, until {@link #leave}.
     *
     * @throws KeywrightException RATE_LIMITED if there is none
     */
    void enter(String tenantId) {
        int waiting = ofTenants.merge(tenantId, 1, Integer::sum);
        if (waiting > MOST_OF_TENANT || !all.tryAcquire()) {
            left(tenantId);
            throw new KeywrightException(
                    ErrorCode.RATE_LIMITED,
                    "Too many wait for a trust bundle; ask without wait, or later.",
                    Map.of("reason", "too_many_waiting", "limit", MOST_OF_TENANT));
        }
    }

    void leave(String tenantId) {
        all.release();
        left(tenantId);
    }

    private void left(String tenantId) {
        ofTenants.computeIfPresent(tenantId, (tenant, count) -> count == 1 ? null : count - 1);
    }
}
