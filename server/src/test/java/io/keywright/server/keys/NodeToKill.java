package io.keywright.server.keys;

import io.keywright.core.journal.StoreException;
import io.keywright.core.rotation.Renewal;
import io.keywright.core.rotation.Rotations;
import io.keywright.core.rotation.Schedule;
import io.keywright.core.succession.LedgerKeyRotation;
import io.keywright.model.KeyType;
import io.keywright.model.Operation;
import io.keywright.server.harness.SmallLedger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A node that rotates all keys that are due while the ledger's keys follow each other, until it is killed. Prints a line after
 * each commit.
 */
final class NodeToKill {

    static final Schedule SCHEDULE = new Schedule(Map.of(KeyType.ED25519, Duration.ofDays(90)));

    private NodeToKill() {}

    /**
     * Rotates until it is killed.
     *
     * @param arguments the folder, and the time that it is
     */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        MovableClock clock = new MovableClock();
        clock.set(Instant.parse(arguments[1]));
        KeyService service = new KeyService(folder, clock, Set.of(), SmallLedger.provider(folder, "local"));
        service.ledger.journal.afterEachCommit(() -> System.out.println("committed"));
        Rotations rotations = rotations(service, clock);
        service.ledger.blocking().execute(() -> run(rotations));
        LedgerKeyRotation succession = new LedgerKeyRotation(
                service.authorizer, service.gate, service.ledger.keys, service.ledger.ring, Duration.ofDays(30), clock);
        while (true) {
            service.run(KeyService.ADMIN, Operation.ROTATE_LEDGER_KEY, succession.rotate(Optional.empty()));
        }
    }

    static Rotations rotations(KeyService service, MovableClock clock) {
        return new Rotations(
                SCHEDULE,
                service.ledger.store.dueKeys(),
                service.ledger.store.rotationRuns(),
                () -> true,
                new Renewal(service.gate, service.lifecycle, service.ledger.calls),
                service.ledger.ids,
                clock);
    }

    private static void run(Rotations rotations) {
        try {
            rotations.run();
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }
}
