package io.keywright.core.ledger;

import io.keywright.model.ErrorCode;
import io.keywright.model.Receipt;
import org.jspecify.annotations.Nullable;

/**
 * What receipts are to say, that no index of the store tells. What is null may be anything.
 *
 * @param module who asked
 * @param success how it ended
 * @param errorCode why it was refused
 */
public record ReceiptContent(
        @Nullable String module,
        @Nullable Boolean success,
        @Nullable ErrorCode errorCode) {

    /** Whatever they say. */
    public static final ReceiptContent ANY = new ReceiptContent(null, null, null);

    boolean isAny() {
        return equals(ANY);
    }

    boolean fits(Receipt receipt) {
        return (module == null || module.equals(receipt.requestingModule()))
                && (success == null || success == receipt.context().success())
                && (errorCode == null
                        || errorCode.name().equals(receipt.context().errorCode()));
    }
}
