package io.keywright.core.usage;

import io.keywright.model.Operation;
import io.keywright.model.Receipt;
import io.keywright.model.Tally;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Uses of one key, counted by item while the receipts that tell of them pass, in whatever order, each once. */
public final class UseTally {

    private static final Comparator<UseCount> ORDER = Comparator.comparing(UseCount::day)
            .reversed()
            .thenComparing(UseCount::module)
            .thenComparing(UseCount::operation);

    private record Purpose(String module, Operation operation) {}

    private record Use(LocalDate day, Purpose purpose) {}

    /** A receipt at its place in the ledger. */
    private record Place(long index, Instant at, UUID receiptId) {

        Place later(Place other) {
            return index > other.index ? this : other;
        }
    }

    /** What was counted so far. */
    private record Count(long uses, long refused, Place last) {

        Count plus(Count other) {
            return new Count(uses + other.uses, refused + other.refused, last.later(other.last));
        }
    }

    private final UUID keyId;
    private final Map<Use, Count> counts = new HashMap<>();
    private final Map<Purpose, Place> last = new HashMap<>();
    private long uses;

    UseTally(UUID keyId) {
        this.keyId = keyId;
    }

    /**
     * Counts what {@code receipt} tells of the key.
     *
     * @param index of the receipt in the ledger
     * @param told the uses of all keys that it vouches for; empty for one use of its own key
     */
    void add(long index, Receipt receipt, Optional<List<Tally.Use>> told) {
        Operation.named(receipt.operation())
                .filter(Operation::usesKey)
                .ifPresent(operation -> add(
                        new Purpose(receipt.requestingModule(), operation),
                        new Place(index, receipt.timestamp(), receipt.receiptId()),
                        times(receipt, told),
                        refused(receipt, told)));
    }

    private long times(Receipt receipt, Optional<List<Tally.Use>> told) {
        return told.map(all -> mine(all).mapToLong(Tally.Use::times).sum())
                .orElse(keyId.equals(receipt.context().keyId()) ? 1L : 0L);
    }

    /** Of what was refused as a whole, nothing was done. */
    private long refused(Receipt receipt, Optional<List<Tally.Use>> told) {
        return receipt.context().errorCode() != null
                ? times(receipt, told)
                : told.map(all -> mine(all).mapToLong(Tally.Use::refused).sum()).orElse(0L);
    }

    private Stream<Tally.Use> mine(List<Tally.Use> all) {
        return all.stream().filter(use -> use.keyId().equals(keyId));
    }

    private void add(Purpose purpose, Place place, long times, long refused) {
        if (times == 0) {
            return;
        }
        LocalDate day = LocalDate.ofInstant(place.at(), ZoneOffset.UTC);
        counts.merge(new Use(day, purpose), new Count(times - refused, refused, place), Count::plus);
        if (times > refused) {
            uses += times - refused;
            last.merge(purpose, place, Place::later);
        }
    }

    /** How often the key was used. */
    public long uses() {
        return uses;
    }

    /** By day, the newest first, then module and operation. */
    public List<UseCount> counts() {
        return counts.entrySet().stream()
                .map(entry -> count(entry.getKey(), entry.getValue()))
                .sorted(ORDER)
                .toList();
    }

    private static UseCount count(Use use, Count count) {
        return new UseCount(
                use.day(),
                use.purpose().module(),
                use.purpose().operation(),
                count.uses(),
                count.refused(),
                count.last().at(),
                count.last().receiptId());
    }

    /** Who depended on the key for what, the latest first. */
    public List<LastUse> lastUses() {
        return last.entrySet().stream()
                .map(entry -> lastUse(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(LastUse::at).reversed())
                .toList();
    }

    private static LastUse lastUse(Purpose purpose, Place place) {
        return new LastUse(purpose.module(), purpose.operation(), place.at(), place.receiptId());
    }
}
