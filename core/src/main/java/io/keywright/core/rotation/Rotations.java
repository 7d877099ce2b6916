package io.keywright.core.rotation;

import io.keywright.core.crypto.UuidV7;
import io.keywright.core.journal.StoreException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * Rotates the keys that are due. One node does at a time, as long as it is on duty; that no key is rotated twice does not rest on
 * that, but on the change, which starts from an active key. What fails is tried again later, by itself. A key that was due many times over
 * is rotated once. Belongs to one thread; calls block.
 */
public final class Rotations {

    private static final int PAGE = 500;
    private static final int KEPT = 1000;

    private final Schedule schedule;
    private final DueKeys due;
    private final RunStore store;
    private final Trials trials;
    private final UuidV7 ids;
    private final InstantSource clock;
    private final BooleanSupplier onDuty;

    /** @param onDuty whether this node is the one that rotates; asked often */
    public Rotations(
            Schedule schedule,
            DueKeys due,
            RunStore store,
            BooleanSupplier onDuty,
            Renewal renewal,
            UuidV7 ids,
            InstantSource clock) {
        this.schedule = schedule;
        this.due = due;
        this.store = store;
        this.trials = new Trials(renewal, clock);
        this.ids = ids;
        this.clock = clock;
        this.onDuty = onDuty;
    }

    /**
     * Rotates all that is due, unless another node does. Takes up a run that another node, or this one before a crash, has
     * left.
     *
     * @return the run; empty if there was nothing to do
     * @throws StoreException if the store cannot be read or written; what was rotated before stays so
     */
    public Optional<Run> run() throws StoreException {
        return run(new DueKeys.Wanted(clock.instant(), Optional.empty(), false));
    }

    /** The same of those keys alone that are near the limit of their encryptions. */
    public Optional<Run> runNearLimit() throws StoreException {
        return run(new DueKeys.Wanted(clock.instant(), Optional.empty(), false, true));
    }

    private Optional<Run> run(DueKeys.Wanted wanted) throws StoreException {
        if (isIdle(wanted) || !onDuty.getAsBoolean()) {
            return Optional.empty();
        }
        Pass pass = new Pass(store.open());
        boolean held = true;
        List<DueKey> page = due(wanted, DuePlace.START);
        while (held && !page.isEmpty()) {
            held = pass.take(page);
            page = page.size() < PAGE ? List.of() : due(wanted, page.getLast().place());
        }
        trials.tidy();
        return held ? pass.end() : Optional.empty();
    }

    /** Whether there is nothing to do, so that looking writes nothing. */
    private boolean isIdle(DueKeys.Wanted wanted) throws StoreException {
        return store.open().isEmpty() && due(wanted, DuePlace.START).isEmpty();
    }

    private List<DueKey> due(DueKeys.Wanted wanted, DuePlace after) throws StoreException {
        return due.due(schedule, wanted, after, PAGE);
    }

    /** One look at all that is due: a run, if there is anything to tell. */
    private final class Pass {

        private Optional<UUID> run;

        Pass(Optional<UUID> open) {
            this.run = open;
        }

        /** Whether this node is still the one that rotates. */
        boolean take(List<DueKey> page) throws StoreException {
            for (List<DueKey> some : trials.portions(page)) {
                if (!onDuty.getAsBoolean()) {
                    return false;
                }
                UUID runId = begun();
                store.add(runId, trials.run(some, runId));
            }
            return true;
        }

        private UUID begun() throws StoreException {
            if (run.isEmpty()) {
                UUID made = ids.next();
                store.begin(made, clock.instant());
                run = Optional.of(made);
            }
            return run.get();
        }

        Optional<Run> end() throws StoreException {
            if (run.isEmpty()) {
                return Optional.empty();
            }
            store.end(run.get(), clock.instant(), KEPT);
            return store.run(run.get(), Optional.empty());
        }
    }
}
