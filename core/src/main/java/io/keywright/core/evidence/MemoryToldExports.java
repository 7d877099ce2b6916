package io.keywright.core.evidence;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** What the only node of an installation tells: in memory, since its folder has it. Thread-safe. */
public final class MemoryToldExports implements ToldExports {

    private final Map<UUID, ToldExport> told = new ConcurrentHashMap<>();

    @Override
    public void keep(ToldExport export) {
        told.put(export.exportId(), export);
    }

    @Override
    public Optional<ToldExport> find(UUID exportId) {
        return Optional.ofNullable(told.get(exportId));
    }

    @Override
    public List<ToldExport> all(String tenantId) {
        return told.values().stream()
                .filter(export -> export.tenantId().equals(tenantId))
                .sorted(Comparator.comparing(export -> export.exportId().toString()))
                .toList();
    }

    @Override
    public void remove(UUID exportId) {
        told.remove(exportId);
    }

    @Override
    public void forget(Instant moment) {
        told.values().removeIf(export -> !export.keptUntil().isAfter(moment));
    }
}
