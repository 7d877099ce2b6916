package io.keywright.server.wiring;

import io.keywright.core.events.Deliveries;
import io.keywright.core.follow.Following;
import io.keywright.core.follow.Memory;
import io.keywright.core.follow.StateTail;
import io.keywright.core.integrity.RowGuard;
import io.keywright.core.journal.Journal;
import io.keywright.core.journal.LedgerKeyring;
import io.keywright.core.journal.SeenLedger;
import io.keywright.core.lifecycle.KeyRing;
import io.keywright.core.tenant.TenantRoots;
import io.keywright.core.work.Bell;
import io.keywright.core.work.Supervisor;
import io.keywright.server.wiring.AccessWiring.RolesInForce;
import io.keywright.server.wiring.IdentityWiring.TrustInForce;
import io.keywright.store.Store;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The part of {@link Wiring} that has memory follow the ledger. */
@Singleton
class MemoryWiring {

    private final Clock clock = Clock.systemUTC();

    @Produces
    @Singleton
    Memory memory(
            KeyRing keys,
            TenantRoots roots,
            RolesInForce roles,
            TrustInForce trust,
            LedgerKeyring ledgerKeys,
            Deliveries deliveries,
            RowGuard rows) {
        return new Memory(
                keys,
                roots,
                roles.bindings(),
                trust.anchors(),
                trust.revocations(),
                new Following("ledger_keys", ledgerKeys::renew, clock),
                deliveries::changed,
                rows.latest());
    }

    @Produces
    @Singleton
    StateTail stateTail(Store store, SeenLedger seen, Memory memory, Journal journal, Supervisor supervisor) {
        Bell bell = new Bell();
        journal.afterEachCommit(bell::ring);
        return new StateTail(store.changes(), seen, memory, bell, clock, supervisor);
    }
}
