package io.keywright.core.evidence;

import io.keywright.core.ledger.ReceiptStore.Entry;
import io.keywright.ledger.evidence.ComplianceHistory;
import io.keywright.ledger.json.CanonicalJson;
import io.keywright.model.Operation;
import io.keywright.model.Receipt;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the receipts say, counted while they pass. */
final class Tally {

    /** Changes that two persons should agree on. */
    private static final Set<Operation> GRAVE = EnumSet.of(
            Operation.REVOKE, Operation.SCHEDULE_DESTRUCTION, Operation.CHANGE_POLICY, Operation.UPDATE_TRUST_ANCHOR);

    private static final byte[] NOT_KEPT = {};

    private final Counts<String> succeeded = new Counts<>();
    private final Counts<String> refused = new Counts<>();
    private final Counts<String> reasons = new Counts<>();
    private final Set<String> modules = new HashSet<>();
    private final Set<UUID> keysUsed = new HashSet<>();
    private final Examples unapproved = new Examples();
    private final Examples withheld = new Examples();
    private final Activity activity = new Activity();
    private final TimeLine timeLine = new TimeLine();
    private final ComplianceHistory compliance = new ComplianceHistory();
    private @Nullable Entry first;
    private @Nullable Entry last;
    private @Nullable Instant earliest;
    private @Nullable Instant latest;
    private long receipts;
    private long approved;

    void add(Entry entry, Receipt receipt, Optional<byte[]> change) {
        receipts++;
        first = first == null ? entry : first;
        last = entry;
        earliest = earliest == null || receipt.timestamp().isBefore(earliest) ? receipt.timestamp() : earliest;
        latest = latest == null || receipt.timestamp().isAfter(latest) ? receipt.timestamp() : latest;
        modules.add(receipt.requestingModule());
        activity.add(receipt);
        timeLine.add(receipt);
        if (ComplianceHistory.concerns(entry.canonical())) {
            compliance.add(entry.canonical(), change.orElse(NOT_KEPT));
        }
        if (receipt.context().errorCode() == null) {
            succeeded.add(receipt.operation());
        } else {
            refused.add(receipt.operation());
            reasons.add(receipt.context().errorCode());
        }
        if (receipt.context().keyId() != null) {
            keysUsed.add(receipt.context().keyId());
        }
        addChange(receipt, change);
    }

    private void addChange(Receipt receipt, Optional<byte[]> change) {
        if (receipt.context().changeDigest() == null) {
            return;
        }
        boolean withApproval = change.map(bytes -> CanonicalJson.read(bytes).containsKey("approval"))
                .orElse(false);
        if (withApproval) {
            approved++;
        } else if (GRAVE.stream().anyMatch(operation -> operation.receiptName().equals(receipt.operation()))) {
            unapproved.add(receipt.operation() + " " + receipt.receiptId());
        }
        if (change.isEmpty()) {
            withheld.add(receipt.receiptId().toString());
        }
    }

    long receipts() {
        return receipts;
    }

    /** How often the operation was carried out. */
    long done(Operation operation) {
        return succeeded.of(operation.receiptName());
    }

    Counts<String> succeeded() {
        return succeeded;
    }

    Counts<String> refused() {
        return refused;
    }

    /** The error codes of what was refused. */
    Counts<String> reasons() {
        return reasons;
    }

    int modules() {
        return modules.size();
    }

    int keysUsed() {
        return keysUsed.size();
    }

    /** Changes that spent an approval. */
    long approved() {
        return approved;
    }

    /** Operations that need an approval, and were carried out without one. */
    Examples unapproved() {
        return unapproved;
    }

    /** Receipts whose change is no longer kept. */
    Examples withheld() {
        return withheld;
    }

    /** Who did what. */
    Activity activity() {
        return activity;
    }

    /** When how much happened. */
    TimeLine timeLine() {
        return timeLine;
    }

    /** Which findings of compliance stood. */
    ComplianceHistory compliance() {
        return compliance;
    }

    /** How many leaves of the ledger lie from the first receipt to the last one, whosesoever they are. */
    long span() {
        return first == null || last == null ? 0 : last.index() - first.index() + 1;
    }

    Optional<Entry> first() {
        return Optional.ofNullable(first);
    }

    Optional<Entry> last() {
        return Optional.ofNullable(last);
    }

    Optional<Instant> earliest() {
        return Optional.ofNullable(earliest);
    }

    Optional<Instant> latest() {
        return Optional.ofNullable(latest);
    }
}
