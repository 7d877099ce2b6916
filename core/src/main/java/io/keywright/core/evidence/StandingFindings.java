package io.keywright.core.evidence;

import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.ReceiptStore;
import io.keywright.core.ledger.ReceiptStore.Entry;
import io.keywright.ledger.json.CanonicalJson;
import io.keywright.ledger.receipt.CanonicalReceipt;
import io.keywright.model.Operation;
import io.keywright.model.Receipt;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which findings of compliance stand, after the receipts that it was shown in the order of the ledger: the index of the one that each
 * began with. Belongs to one thread.
 */
final class StandingFindings {

    private final ReceiptStore store;
    private final Map<Object, Long> begun = new HashMap<>();

    StandingFindings(ReceiptStore store) {
        this.store = store;
    }

    /** Takes in a receipt that may tell of a finding. One whose change is no longer kept tells of none. */
    void note(Entry entry) throws StoreException {
        Optional<byte[]> change = store.change(entry.index());
        Object finding =
                change.isEmpty() ? null : CanonicalJson.read(change.get()).get("finding_id");
        if (finding == null) {
            return;
        }
        Receipt receipt = CanonicalReceipt.parse(entry.canonical());
        if (receipt.operation().equals(Operation.OPEN_FINDING.receiptName())) {
            begun.put(finding, entry.index());
        } else {
            begun.remove(finding);
        }
    }

    /** The indexes, in their order. */
    List<Long> receipts() {
        return begun.values().stream().sorted().toList();
    }
}
