package io.keywright.core.rotation;

import io.keywright.core.approval.ApprovalGate;
import io.keywright.core.authorization.Reach;
import io.keywright.core.journal.StoreException;
import io.keywright.model.Caller;
import io.keywright.model.Operation;
import io.keywright.model.WireName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Shows which keys, tenants' roots and key of the ledger are due when. Calls may block. */
public final class RotationCalendar {

    /** What is going to happen when it is due. */
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

    /** A key or root of the calendar. */
    public record Line(Due due, boolean overdue, Outlook outlook) {}

    private final RotationAccess access;
    private final Schedule schedule;
    private final DueKeys keys;
    private final DueRoots roots;
    private final DueLedgerKeys ledgerKeys;
    private final ApprovalGate gate;

    public RotationCalendar(
            RotationAccess access,
            Schedule schedule,
            DueKeys keys,
            DueRoots roots,
            DueLedgerKeys ledgerKeys,
            ApprovalGate gate) {
        this.access = access;
        this.schedule = schedule;
        this.keys = keys;
        this.roots = roots;
        this.ledgerKeys = ledgerKeys;
        this.gate = gate;
    }

    /**
     * The keys that the caller may see, and the roots of their tenants, in the order in which they are due; whoever sees all tenants
     * sees the ledger's key, too.
     *
     * @param tenantId which tenant's; null for the caller's own, or for all that a platform identity may see
     * @param until those that are due by then
     */
    public List<Line> list(
            Caller caller, @Nullable String tenantId, Instant until, Instant now, DuePlace after, int limit) {
        Optional<Reach> reach = access.reach(caller, tenantId);
        try {
            Stream<? extends Due> dueKeys =
                    keys.due(schedule, new DueKeys.Wanted(until, reach, false), after, limit).stream();
            return Stream.of(
                            dueKeys,
                            roots.due(until, reach, after, limit).stream(),
                            ledgerKey(until, reach, after).stream())
                    .flatMap(due -> due)
                    .sorted(DuePlace.ORDER)
                    .limit(limit)
                    .map(due -> new Line(due, now.isAfter(due.overdueAt()), outlook(due)))
                    .toList();
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }

    private Optional<DueLedgerKey> ledgerKey(Instant until, Optional<Reach> reach, DuePlace after)
            throws StoreException {
        return reach.isPresent()
                ? Optional.empty()
                : ledgerKeys
                        .next()
                        .filter(key ->
                                !key.dueAt().isAfter(until) && key.place().compareTo(after) > 0);
    }

    private Outlook outlook(Due due) {
        if (due.rootOff()) {
            return Outlook.ROOT_OFF;
        }
        return due instanceof DueKey key && gate.guards(Operation.ROTATE, key.key())
                ? Outlook.AWAITS_APPROVAL
                : Outlook.ROTATES;
    }
}
