package io.keywright.server.wiring;

import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.crypto.UuidV7;
import io.keywright.core.integrity.NeverTagged;
import io.keywright.core.integrity.RowCheck;
import io.keywright.core.integrity.RowGuard;
import io.keywright.core.integrity.RowKeys;
import io.keywright.core.integrity.RowKeys.Ground;
import io.keywright.core.journal.Journal;
import io.keywright.core.journal.LedgerKeyring;
import io.keywright.core.ledger.LedgerAudit;
import io.keywright.core.ledger.Recorder;
import io.keywright.server.Refusal;
import io.keywright.server.config.KeywrightConfig;
import io.keywright.server.observability.RowHealthMeters;
import io.keywright.server.observability.RowMeters;
import io.keywright.store.Store;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jboss.logging.Logger;

/** The part of {@link Wiring} that has rows vouch for themselves. */
@Singleton
class RowsWiring {

    private static final Logger LOG = Logger.getLogger(RowsWiring.class);

    private final KeywrightConfig config;
    private final Clock clock = Clock.systemUTC();

    RowsWiring(KeywrightConfig config) {
        this.config = config;
    }

    @Produces
    @Singleton
    RowMeters rowMeters(MeterRegistry registry) {
        return new RowMeters(registry);
    }

    /** Quarkus binds every binder that is a bean. */
    @Produces
    @Singleton
    MeterBinder rowHealthMeters(RowGuard guard, RowCheck check) {
        return new RowHealthMeters(guard, check);
    }

    /** The store needs it, and the row key the store: so the key is opened when it is first needed. */
    @Produces
    @Singleton
    RowGuard rowGuard(Instance<Recorder> opening, RowMeters meters) {
        return new RowGuard(opening::get, meters);
    }

    /** Nobody records a change before rows can be vouched for. */
    @Produces
    @Singleton
    Recorder recorder(
            Store store,
            RowGuard guard,
            RootProviders.All providers,
            CryptoEngine engine,
            Journal journal,
            LedgerKeyring ledgerKeys,
            UuidV7 ids,
            RowMeters meters) {
        Recorder recorder = new Recorder(journal, ledgerKeys, ids, clock);
        RowKeys keys = new RowKeys(store.rowKeys(), providers.starting(), engine, recorder, meters);
        Ground never = new NeverTagged(new LedgerAudit(store.receipts(), ledgerKeys::signers), store.pruning()::pruned);
        return Refusal.unless(() -> {
            keys.open(guard, config.ledger().newRowKey() ? RowsWiring::unasked : never);
            return recorder;
        });
    }

    private static void unasked() {
        LOG.warn(
                "event=new_row_key_allowed A row key that is gone is replaced, and rows are vouched for as they are, unasked,"
                        + " for as long as keywright.ledger.new-row-key is true: set it back.");
    }
}
