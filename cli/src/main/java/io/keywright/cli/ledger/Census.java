package io.keywright.cli.ledger;

import io.keywright.ledger.receipt.CanonicalReceipt;
import io.keywright.model.Receipt;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts receipts by day (UTC), operation and tenant. Belongs to one thread. */
final class Census {

    private final Map<LocalDate, Long> days = new TreeMap<>();
    private final Map<String, Long> operations = new TreeMap<>();
    private final Map<String, Long> tenants = new TreeMap<>();
    private long receipts;
    private long receiptBytes;
    private long malformed;
    private @Nullable Instant oldest;
    private @Nullable Instant newest;

    void add(byte[] leaf) {
        receipts++;
        receiptBytes += leaf.length;
        try {
            add(CanonicalReceipt.parse(leaf));
        } catch (IllegalArgumentException e) {
            malformed++;
        }
    }

    private void add(Receipt receipt) {
        Instant time = receipt.timestamp();
        days.merge(LocalDate.ofInstant(time, ZoneOffset.UTC), 1L, Long::sum);
        operations.merge(receipt.operation(), 1L, Long::sum);
        tenants.merge(receipt.scope().tenantId(), 1L, Long::sum);
        oldest = oldest == null || time.isBefore(oldest) ? time : oldest;
        newest = newest == null || time.isAfter(newest) ? time : newest;
    }

    long receipts() {
        return receipts;
    }

    long receiptBytes() {
        return receiptBytes;
    }

    /** How many leaves are no receipts and so are counted in none of the groups. */
    long malformed() {
        return malformed;
    }

    @Nullable Instant oldest() {
        return oldest;
    }

    @Nullable Instant newest() {
        return newest;
    }

    Map<LocalDate, Long> days() {
        return days;
    }

    Map<String, Long> operations() {
        return operations;
    }

    Map<String, Long> tenants() {
        return tenants;
    }
}
