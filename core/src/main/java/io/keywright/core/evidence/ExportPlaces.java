package io.keywright.core.evidence;

import io.keywright.core.work.Turns;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The exports that are under way. Each has a place from before it is recorded until it is over, and no tenant has more than
 * its share of places, so that it locks nobody else out. Those that wait are made tenant by tenant in turn. Thread-safe.
 */
final class ExportPlaces {

    /** So many tenants can use up their shares before all others are turned away, too. */
    private static final int SHARES = 16;

    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final int share;
    private final Map<UUID, RequestedExport> places = new HashMap<>();
    private final Turns<UUID> waiting;

    /** @param share how many exports of one tenant may be under way */
    ExportPlaces(int share) {
        this.share = share;
        this.waiting = new Turns<>(share);
    }

    /** Takes a place for an export of which it is not known yet whether it will be recorded. */
    synchronized void take(RequestedExport requested) {
        String tenant = requested.export().tenantId();
        if (taken(tenant) >= share) {
            throw busy("Your tenant's exports are under way; wait until one is ready.", share);
        }
        if (places.size() >= share * SHARES) {
            throw busy("The exports of many tenants are under way; wait until some are ready.", share * SHARES);
        }
        places.put(requested.export().exportId(), requested);
    }

    private long taken(String tenant) {
        return places.values().stream()
                .filter(other -> other.export().tenantId().equals(tenant))
                .count();
    }

    private static KeywrightException busy(String advice, int limit) {
        return new KeywrightException(ErrorCode.RATE_LIMITED, advice, Map.of("reason", "exports_busy", "limit", limit))
                .retryAfter(PAUSE);
    }

    /** Lets an export wait for its turn. It has a place even if that is one too many: it was promised before a restart. */
    synchronized void await(RequestedExport requested) {
        Export export = requested.export();
        places.put(export.exportId(), requested);
        waiting.add(export.tenantId(), export.exportId());
        notifyAll();
    }

    /** The export whose turn it is, once one waits; it keeps its place, unless it was deleted meanwhile. */
    synchronized Optional<RequestedExport> next() throws InterruptedException {
        UUID next = waiting.next();
        while (next == null) {
            wait();
            next = waiting.next();
        }
        return Optional.ofNullable(places.get(next));
    }

    /** Gives an export's place back, and its turn. */
    synchronized void leave(UUID exportId) {
        RequestedExport left = places.remove(exportId);
        if (left != null) {
            waiting.remove(left.export().tenantId(), exportId);
        }
    }
}
