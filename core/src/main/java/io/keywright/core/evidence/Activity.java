package io.keywright.core.evidence;

import io.keywright.core.ledger.Details;
import io.keywright.model.Receipt;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How often each identity did what, and when first and last, in bounded memory. */
final class Activity {

    /** Beyond so many lines, what further identities do is counted together. */
    private static final int MOST = 10_000;

    private static final Deed OF_OTHERS = new Deed("", "", "(others)", "");

    private final Map<Deed, Count> counts = new TreeMap<>(Comparator.comparing(Deed::environment)
            .thenComparing(Deed::plane)
            .thenComparing(Deed::module)
            .thenComparing(Deed::operation));

    /** What an identity did: receipts name it by environment, plane and module of the tenant. */
    record Deed(String environment, String plane, String module, String operation) {

        /** The identity within its tenant. */
        String identity() {
            return environment.isEmpty() ? module : environment + " / " + plane + " / " + module;
        }
    }

    /**
     * How often, and when.
     *
     * @param first its earliest receipt's time
     * @param last its latest receipt's time
     */
    record Count(long carriedOut, long refused, Instant first, Instant last) {

        Count and(Count other) {
            return new Count(
                    carriedOut + other.carriedOut,
                    refused + other.refused,
                    first.isBefore(other.first) ? first : other.first,
                    last.isAfter(other.last) ? last : other.last);
        }
    }

    void add(Receipt receipt) {
        Deed deed = new Deed(
                receipt.scope().environment().wireName(),
                receipt.scope().plane().wireName(),
                receipt.requestingModule(),
                receipt.operation());
        boolean refused = receipt.context().errorCode() != null;
        Instant time = receipt.timestamp();
        counts.merge(
                counts.containsKey(deed) || counts.size() < MOST ? deed : OF_OTHERS,
                new Count(refused ? 0 : 1, refused ? 1 : 0, time, time),
                Count::and);
    }

    /** By identity, the busiest first. */
    List<Map.Entry<String, Count>> byIdentity() {
        Map<String, Count> identities = counts.entrySet().stream()
                .collect(Collectors.toMap(
                        count -> count.getKey().identity(), Map.Entry::getValue, Count::and, TreeMap::new));
        return identities.entrySet().stream()
                .sorted(Comparator.comparingLong(identity ->
                        -identity.getValue().carriedOut() - identity.getValue().refused()))
                .toList();
    }

    void write(Table table) throws IOException {
        for (Map.Entry<Deed, Count> count : counts.entrySet()) {
            table.row(Details.members(
                    "environment", count.getKey().environment(),
                    "plane", count.getKey().plane(),
                    "module", count.getKey().module(),
                    "operation", count.getKey().operation(),
                    "carried_out", count.getValue().carriedOut(),
                    "refused", count.getValue().refused(),
                    "first", Details.time(count.getValue().first()),
                    "last", Details.time(count.getValue().last())));
        }
    }
}
