package io.keywright.core.rotation;

import io.keywright.core.approval.ApprovalGate;
import io.keywright.core.change.KeyChange;
import io.keywright.core.journal.Conflict;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.Attempt;
import io.keywright.core.ledger.Recorder;
import io.keywright.model.Caller;
import io.keywright.model.Operation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/**
 * Tells ahead of rotations that need an approval: 30, 7 and 1 days before, and once they are due. Each is told once, with a
 * receipt; what was missed is told as it stands by then. Calls block.
 */
public final class RotationAnnouncements {

    private static final List<Integer> DAYS = List.of(0, 1, 7, 30);
    private static final int PAGE = 500;

    private final Schedule schedule;
    private final DueKeys due;
    private final ApprovalGate gate;
    private final Recorder recorder;
    private final InstantSource clock;

    public RotationAnnouncements(
            Schedule schedule, DueKeys due, ApprovalGate gate, Recorder recorder, InstantSource clock) {
        this.schedule = schedule;
        this.due = due;
        this.gate = gate;
        this.recorder = recorder;
        this.clock = clock;
    }

    /**
     * Tells of all that is to be told by now.
     *
     * @throws StoreException if the keys cannot be read; what was told before stays so
     */
    public void run() throws StoreException {
        Instant now = clock.instant();
        DueKeys.Wanted wanted = new DueKeys.Wanted(
                now.plus(Duration.ofDays(DAYS.getLast())), Optional.empty(), !gate.guards(Operation.ROTATE));
        List<DueKey> page = due.due(schedule, wanted, DuePlace.START, PAGE);
        while (!page.isEmpty()) {
            page.stream()
                    .filter(key -> gate.guards(Operation.ROTATE, key.key()))
                    .forEach(key -> announce(key, now));
            page = page.size() < PAGE
                    ? List.of()
                    : due.due(schedule, wanted, page.getLast().place(), PAGE);
        }
    }

    private void announce(DueKey key, Instant now) {
        int daysLeft = DAYS.stream()
                .filter(days -> !now.plus(Duration.ofDays(days)).isBefore(key.dueAt()))
                .findFirst()
                .orElseThrow();
        if (key.announced().isPresent() && key.announced().getAsInt() <= daysLeft) {
            return;
        }
        Attempt attempt = Attempt.of(Caller.SERVICE, Operation.ANNOUNCE_ROTATION)
                .within(key.key().scope())
                .on(key.key());
        try {
            recorder.succeeded(attempt, new KeyChange.RotationAnnounced(key.key(), key.dueAt(), daysLeft))
                    .join();
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof Conflict)) {
                throw e;
            }
        }
    }
}
