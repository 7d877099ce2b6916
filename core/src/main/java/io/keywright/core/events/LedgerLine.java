package io.keywright.core.events;

import io.keywright.core.ledger.ReceiptStore.Entry;
import io.keywright.ledger.json.CanonicalJson;
import io.keywright.ledger.receipt.CanonicalReceipt;
import io.keywright.ledger.receipt.ChangeDigest;
import io.keywright.model.Receipt;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A receipt that was read, where it stands in the ledger.
 *
 * @param change what the operation changed; null if nothing, or if that is no longer kept
 */
record LedgerLine(Entry entry, Receipt receipt, @Nullable Map<String, @Nullable Object> change) {

    /** @throws IllegalArgumentException if the entry's bytes are no receipt, or {@code change} is not what it vouches for */
    static LedgerLine of(Entry entry, Receipt receipt, Optional<byte[]> change) {
        if (change.isPresent() && !ChangeDigest.matches(receipt, change.get())) {
            throw new IllegalArgumentException("not the change that the receipt vouches for");
        }
        return new LedgerLine(entry, receipt, change.map(CanonicalJson::read).orElse(null));
    }

    static Receipt receipt(Entry entry) {
        return CanonicalReceipt.parse(entry.canonical());
    }

    long index() {
        return entry.index();
    }
}
