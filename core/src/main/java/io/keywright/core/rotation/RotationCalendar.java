package io.keywright.core.rotation;

import io.keywright.core.approval.ApprovalGate;
import io.keywright.core.journal.StoreException;
import io.keywright.model.Caller;
import io.keywright.model.Operation;
import io.keywright.model.WireName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows which keys are due when. Calls may block. */
public final class RotationCalendar {

    /** What is going to happen when a key is due. */
    public enum Outlook implements WireName {
        /** The service rotates it. */
        ROTATES("rotates"),
        /** It waits for somebody with an approval. */
        AWAITS_APPROVAL("awaits_approval"),
        /** Nothing, for as long as its tenant's keys are switched off. */
        ROOT_OFF("root_off");

        private final String wireName;

        Outlook(String wireName) {
            this.wireName = wireName;
        }

        @Override
        public String wireName() {
            return wireName;
        }
    }

    /** A key of the calendar. */
    public record Line(DueKey due, boolean overdue, Outlook outlook) {}

    private final RotationAccess access;
    private final Schedule schedule;
    private final DueKeys due;
    private final ApprovalGate gate;

    public RotationCalendar(RotationAccess access, Schedule schedule, DueKeys due, ApprovalGate gate) {
        this.access = access;
        this.schedule = schedule;
        this.due = due;
        this.gate = gate;
    }

    /**
     * The keys that the caller may see, in the order in which they are due.
     *
     * @param tenantId which tenant's; null for the caller's own, or for all that a platform identity may see
     * @param until those that are due by then
     */
    public List<Line> list(
            Caller caller, @Nullable String tenantId, Instant until, Instant now, DuePlace after, int limit) {
        DueKeys.Wanted wanted = new DueKeys.Wanted(until, access.reach(caller, tenantId), false);
        try {
            return due.due(schedule, wanted, after, limit).stream()
                    .map(key -> new Line(key, now.isAfter(key.overdueAt()), outlook(key)))
                    .toList();
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }

    private Outlook outlook(DueKey key) {
        if (key.rootOff()) {
            return Outlook.ROOT_OFF;
        }
        return gate.guards(Operation.ROTATE, key.key()) ? Outlook.AWAITS_APPROVAL : Outlook.ROTATES;
    }
}
