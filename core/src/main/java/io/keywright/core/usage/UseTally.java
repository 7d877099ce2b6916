package io.keywright.core.usage;

import io.keywright.model.Operation;
import io.keywright.model.Receipt;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Uses of one key, counted while their receipts pass, the newest first. */
public final class UseTally {

    private static final Comparator<UseCount> ORDER = Comparator.comparing(UseCount::day)
            .reversed()
            .thenComparing(UseCount::module)
            .thenComparing(UseCount::operation);

    private record Use(LocalDate day, String module, Operation operation) {}

    private record Purpose(String module, Operation operation) {}

    private static final class Count {
        private final Instant lastAt;
        private final UUID lastReceiptId;
        private long uses;
        private long refused;

        Count(Receipt last) {
            this.lastAt = last.timestamp();
            this.lastReceiptId = last.receiptId();
        }
    }

    private final Map<Use, Count> counts = new HashMap<>();
    private final Map<Purpose, LastUse> last = new HashMap<>();
    private long uses;

    /** Counts {@code receipt}, if it is one of using a key. */
    void add(Receipt receipt) {
        Operation.named(receipt.operation()).filter(Operation::usesKey).ifPresent(operation -> {
            String module = receipt.requestingModule();
            LocalDate day = LocalDate.ofInstant(receipt.timestamp(), ZoneOffset.UTC);
            Count count = counts.computeIfAbsent(new Use(day, module, operation), use -> new Count(receipt));
            if (receipt.context().errorCode() == null) {
                count.uses++;
                uses++;
                last.putIfAbsent(
                        new Purpose(module, operation),
                        new LastUse(module, operation, receipt.timestamp(), receipt.receiptId()));
            } else {
                count.refused++;
            }
        });
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
                use.day(), use.module(), use.operation(), count.uses, count.refused, count.lastAt, count.lastReceiptId);
    }

    /** Who depended on the key for what, the latest first. */
    public List<LastUse> lastUses() {
        return last.values().stream()
                .sorted(Comparator.comparing(LastUse::at).reversed())
                .toList();
    }
}
