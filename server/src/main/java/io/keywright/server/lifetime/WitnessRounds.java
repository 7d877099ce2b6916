package io.keywright.server.lifetime;

import io.keywright.core.journal.StoreException;
import io.keywright.core.node.NodeLease;
import io.keywright.core.witness.WitnessBook;
import io.keywright.core.witness.WitnessRules;
import io.keywright.core.witness.WitnessStatus;
import io.keywright.core.witness.Witnesses;
import io.keywright.core.work.Supervised;
import io.keywright.core.work.Supervisor;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Asks the witnesses again and again, and tells the operator when one of them comes to stand otherwise. Where another node asks them,
 * this one follows what comes of it.
 */
@Singleton
class WitnessRounds {

    private static final Logger LOG = Logger.getLogger(WitnessRounds.class);

    private final Witnesses witnesses;
    private final WitnessBook book;
    private final WitnessRules rules;
    private final NodeLease lease;
    private final Supervisor supervisor;
    private Optional<Supervised> rounds = Optional.empty();

    WitnessRounds(Witnesses witnesses, WitnessBook book, WitnessRules rules, NodeLease lease, Supervisor supervisor) {
        this.lease = lease;
        this.supervisor = supervisor;
        this.witnesses = witnesses;
        this.book = book;
        this.rules = rules;
    }

    void started(@Observes StartupEvent event) {
        if (!book.standings().isEmpty()) {
            rounds = Optional.of(supervisor.repeat("witness-rounds", Duration.ZERO, rules.interval(), this::round));
        }
    }

    void stopped(@Observes ShutdownEvent event) {
        rounds.ifPresent(Supervised::stop);
    }

    private void round() {
        Map<String, WitnessStatus> before = book.standings();
        try {
            if (lease.isHeld()) {
                witnesses.round();
            } else {
                witnesses.follow();
            }
        } catch (StoreException e) {
            LOG.warnf("event=witness_round_failed The next one will ask again: %s", e);
        }
        book.standings().forEach((name, standing) -> {
            if (!standing.equals(before.get(name))) {
                tell(name, standing);
            }
        });
    }

    private static void tell(String name, WitnessStatus standing) {
        if (standing.state().contradicts()) {
            LOG.errorf(
                    "event=witness_contradicts_ledger witness=%s state=%s size=%d The ledger is not the one that the"
                            + " witness cosigned, see docs/ledger.md.",
                    name, standing.state(), standing.size());
        } else if (standing.state() == WitnessStatus.State.COSIGNED) {
            LOG.debugf("event=witness_cosigned witness=%s size=%d", name, standing.size());
        } else {
            LOG.warnf("event=witness_behind witness=%s state=%s size=%d", name, standing.state(), standing.size());
        }
    }
}
