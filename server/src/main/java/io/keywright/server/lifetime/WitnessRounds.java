package io.keywright.server.lifetime;

import io.keywright.core.journal.StoreException;
import io.keywright.core.witness.Standing;
import io.keywright.core.witness.WitnessBook;
import io.keywright.core.witness.WitnessRules;
import io.keywright.core.witness.Witnesses;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Asks the witnesses again and again, and tells the operator when one of them comes to stand otherwise. */
@Singleton
class WitnessRounds {

    private static final Logger LOG = Logger.getLogger(WitnessRounds.class);

    private final Witnesses witnesses;
    private final WitnessBook book;
    private final WitnessRules rules;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("witness-rounds").daemon().factory());
    private @Nullable ScheduledFuture<?> rounds;

    WitnessRounds(Witnesses witnesses, WitnessBook book, WitnessRules rules) {
        this.witnesses = witnesses;
        this.book = book;
        this.rules = rules;
    }

    void started(@Observes StartupEvent event) {
        if (!book.standings().isEmpty()) {
            rounds = clock.scheduleWithFixedDelay(
                    this::round, 0, rules.interval().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    void stopped(@Observes ShutdownEvent event) {
        if (rounds != null) {
            rounds.cancel(true);
        }
        clock.shutdown();
    }

    /** What is thrown here would end the rounds. */
    private void round() {
        Map<String, Standing> before = book.standings();
        try {
            witnesses.round();
        } catch (StoreException | RuntimeException e) {
            LOG.warnf("event=witness_round_failed The next one will ask again: %s", e);
        }
        book.standings().forEach((name, standing) -> {
            if (!standing.equals(before.get(name))) {
                tell(name, standing);
            }
        });
    }

    private static void tell(String name, Standing standing) {
        if (standing.state().contradicts()) {
            LOG.errorf(
                    "event=witness_contradicts_ledger witness=%s state=%s size=%d The ledger is not the one that the"
                            + " witness cosigned, see docs/ledger.md.",
                    name, standing.state(), standing.size());
        } else if (standing.state() == Standing.State.COSIGNED) {
            LOG.debugf("event=witness_cosigned witness=%s size=%d", name, standing.size());
        } else {
            LOG.warnf("event=witness_behind witness=%s state=%s size=%d", name, standing.state(), standing.size());
        }
    }
}
