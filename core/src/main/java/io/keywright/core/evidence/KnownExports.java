package io.keywright.core.evidence;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The exports that there are, each as it is now. One that has expired is not shown any more. Thread-safe. */
final class KnownExports {

    private final InstantSource clock;
    private final Map<UUID, Export> exports = new ConcurrentHashMap<>();

    KnownExports(InstantSource clock) {
        this.clock = clock;
    }

    void add(Export export) {
        exports.put(export.exportId(), export);
    }

    /** Says how an export is now; false if it was removed meanwhile, and stays so. */
    boolean update(Export export) {
        return exports.computeIfPresent(export.exportId(), (id, before) -> export) != null;
    }

    boolean has(UUID exportId) {
        return exports.containsKey(exportId);
    }

    void remove(UUID exportId) {
        exports.remove(exportId);
    }

    List<Export> all() {
        return exports.values().stream().filter(export -> !expired(export)).toList();
    }

    Optional<Export> find(UUID exportId) {
        return Optional.ofNullable(exports.get(exportId)).filter(export -> !expired(export));
    }

    /** Those that are to be removed. */
    List<Export> expired() {
        return exports.values().stream().filter(this::expired).toList();
    }

    private boolean expired(Export export) {
        Export.Outcome outcome = export.outcome();
        Instant now = clock.instant();
        return outcome != null && !now.isBefore(outcome.expiresAt());
    }
}
