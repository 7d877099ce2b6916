package io.keywright.core.approval;

import io.keywright.core.journal.Change;
import io.keywright.model.SpentApproval;

/** What has to happen to an approval when the operation that it allows is committed. */
public sealed interface Spending {

    /** The operation needs no approval. */
    record Nothing() implements Spending {}

    /** The approval is spent with the operation's change, or neither happens. */
    record Once(SpentApproval approval) implements Spending {}

    default Change with(Change change) {
        return switch (this) {
            case Nothing nothing -> change;
            case Once once -> new Change.Approved(once.approval(), change);
        };
    }
}
