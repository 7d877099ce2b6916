package io.keywright.core.approval;

import io.keywright.core.change.ApprovalChange;
import io.keywright.core.journal.Conflict;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.Attempt;
import io.keywright.core.ledger.Recorder;
import io.keywright.model.Approval;
import io.keywright.model.Caller;
import io.keywright.model.Operation;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletionException;

/** Tells in the ledger, and so by events, which approvals nobody has spent in time. They are over before. Calls block. */
public final class ApprovalExpiry {

    private static final int PORTION = 100;

    private final ApprovalStore store;
    private final Recorder recorder;
    private final Clock clock;

    public ApprovalExpiry(ApprovalStore store, Recorder recorder, Clock clock) {
        this.store = store;
        this.recorder = recorder;
        this.clock = clock;
    }

    /**
     * Leaves a receipt of each that has expired since.
     *
     * @throws StoreException if they cannot be read; those that were told before stay so
     */
    public void tell() throws StoreException {
        List<Approval> portion;
        do {
            portion = store.expired(clock.instant(), PORTION);
            portion.forEach(this::tell);
        } while (portion.size() == PORTION);
    }

    private void tell(Approval approval) {
        Attempt attempt = Attempt.of(Caller.SERVICE, Operation.EXPIRE_APPROVAL).within(approval.scope());
        try {
            recorder.succeeded(
                            approval.keyId() == null ? attempt : attempt.naming(approval.keyId()),
                            new ApprovalChange.Expired(approval.approvalId()))
                    .join();
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof Conflict)) {
                throw e;
            }
        }
    }
}
