package io.keywright.core.ledger;

import io.keywright.core.authorization.Reach;
import io.keywright.model.Receipt;
import org.jspecify.annotations.Nullable;

/**
 * The receipts that somebody may see, or wants to.
 *
 * @param module the one module whose receipts they are; null for all
 */
public record ReceiptView(Reach reach, @Nullable String module, ReceiptContent content) {

    ReceiptView(Reach reach, @Nullable String module) {
        this(reach, module, ReceiptContent.ANY);
    }

    /** Those of them that say {@code wanted}. */
    ReceiptView of(ReceiptContent wanted) {
        return new ReceiptView(reach, module, wanted);
    }

    boolean covers(Receipt receipt) {
        return reach.covers(receipt.scope())
                && (module == null || module.equals(receipt.requestingModule()))
                && content.fits(receipt);
    }

    /** Whether it is all that the tenant has. */
    boolean isAll() {
        return module == null && reach.isAll() && content.isAny();
    }
}
