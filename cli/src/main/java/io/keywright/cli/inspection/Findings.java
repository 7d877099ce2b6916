package io.keywright.cli.inspection;

import io.keywright.cli.encryption.Sealed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What was found, each for itself or counted by key, so that a million take no more room than their keys. Belongs to one thread. */
final class Findings {

    private static final String NONE = "";

    private final boolean byKey;
    private final List<Map<String, @Nullable Object>> each = new ArrayList<>();
    private final Map<String, Long> counts = new TreeMap<>();
    private final Set<String> keyIds = new TreeSet<>();
    private long strange;

    Findings(boolean byKey) {
        this.byKey = byKey;
    }

    void add(String name, Optional<Sealed> sealed) {
        strange += sealed.isPresent() ? 0 : 1;
        sealed.ifPresent(it -> keyIds.add(it.keyId()));
        if (byKey) {
            counts.merge(sealed.map(Sealed::keyId).orElse(NONE), 1L, Long::sum);
        } else {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("name", name);
            one.put("form", sealed.map(Sealed::form).orElse("unknown"));
            one.put("key_id", sealed.map(Sealed::keyId).orElse(null));
            one.put("context", new TreeMap<>(sealed.map(Sealed::context).orElse(Map.of())));
            each.add(one);
        }
    }

    /** How many are in no form that is known here. */
    long strange() {
        return strange;
    }

    /** The keys that are named, each once. */
    Set<String> keyIds() {
        return keyIds;
    }

    /** One for each that was inspected, or for each key; with what {@code known} says of the keys. */
    List<Map<String, @Nullable Object>> rows(Map<String, Map<String, Object>> known) {
        List<Map<String, @Nullable Object>> rows = byKey ? counted() : each;
        rows.forEach(row -> row.putAll(known.getOrDefault(String.valueOf(row.get("key_id")), Map.of())));
        return rows;
    }

    private List<Map<String, @Nullable Object>> counted() {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        counts.forEach((keyId, count) -> {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("key_id", keyId.equals(NONE) ? null : keyId);
            row.put("count", count);
            rows.add(row);
        });
        return rows;
    }
}
