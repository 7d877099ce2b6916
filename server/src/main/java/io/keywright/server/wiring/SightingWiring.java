package io.keywright.server.wiring;

import io.keywright.core.journal.BatchWriter;
import io.keywright.core.journal.LedgerKeyring;
import io.keywright.core.journal.SeenLedger;
import io.keywright.core.sighting.HeadFile;
import io.keywright.core.sighting.LossCheck;
import io.keywright.core.sighting.SeenHead;
import io.keywright.core.work.Supervisor;
import io.keywright.model.Restoration;
import io.keywright.server.Refusal;
import io.keywright.server.config.KeywrightConfig;
import io.keywright.store.Store;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The part of {@link Wiring} that notices receipts which the store has lost: it may be on another server than before. */
@Singleton
class SightingWiring {

    /** In the data folder. */
    private static final String SEEN = "keywright.seen-head";

    private static final Logger LOG = Logger.getLogger(SightingWiring.class);

    private final KeywrightConfig config;

    SightingWiring(KeywrightConfig config) {
        this.config = config;
    }

    @Produces
    @Singleton
    SeenLedger seenLedger() {
        return new SeenLedger();
    }

    /** A store in the data folder lies beside what was seen of it, and is as old. */
    @Produces
    @Singleton
    Optional<SeenHead> seenHead(
            BatchWriter recovered, SeenLedger seen, Store store, LedgerKeyring ledgerKeys, Supervisor supervisor) {
        if (!store.isShared()) {
            return Optional.empty();
        }
        HeadFile file = new HeadFile(config.data().resolve(SEEN));
        LossCheck check =
                new LossCheck(store.receipts(), ledgerKeys, config.ledger().acceptLossUpTo(), Clock.systemUTC());
        Optional<Restoration> accepted = Refusal.unless(() -> {
            Optional<Restoration> loss = check.of(file);
            if (loss.isPresent()) {
                store.restorations().note(loss.get());
            }
            return loss;
        });
        accepted.ifPresent(loss -> LOG.warn("event=loss_accepted Receipts are lost, and the ledger tells of it. Take"
                + " keywright.ledger.accept-loss-up-to away again."));
        return Optional.of(new SeenHead(file, seen::longest, supervisor));
    }
}
