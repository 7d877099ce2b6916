package io.keywright.testkit.fault;

import io.keywright.core.journal.JournalStore;
import io.keywright.core.journal.StoreException;
import io.keywright.core.journal.UnknownOutcomeException;
import io.keywright.testkit.fault.FaultPlan.Strike;

/** A journal store whose transactions fail as planned; those that fail {@code AFTER} are durable nevertheless. */
public final class FaultyJournalStore implements JournalStore {

    private final JournalStore store;
    private final FaultPlan plan;

    public FaultyJournalStore(JournalStore store, FaultPlan plan) {
        this.store = store;
        this.plan = plan;
    }

    @Override
    public void transaction(Work work) throws StoreException {
        Strike strike = plan.next();
        if (strike.before()) {
            throw new StoreException("fault before the transaction, as planned");
        }
        store.transaction(work);
        plan.end();
        if (strike.after()) {
            throw new UnknownOutcomeException("fault after the commit", new IllegalStateException("as planned"));
        }
    }
}
