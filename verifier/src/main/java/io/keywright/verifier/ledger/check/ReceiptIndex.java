package io.keywright.verifier.ledger.check;

import io.keywright.model.Receipt;
import java.util.List;

/** How receipts are found by anything but their place in the ledger. For any number of threads. */
@FunctionalInterface
public interface ReceiptIndex {

    /**
     * Looks up consecutive receipts.
     *
     * @param first the place in the ledger of the first of them
     * @return what is not found, or found elsewhere
     */
    List<Finding> check(long first, List<Receipt> receipts);
}
