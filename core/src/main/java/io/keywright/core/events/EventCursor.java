package io.keywright.core.events;

import io.keywright.core.authorization.Reach;
import io.keywright.core.journal.StoreException;
import io.keywright.model.Event;
import io.keywright.model.EventType;
import io.keywright.model.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Events of some scopes and types in the ledger's order, from one place in it on; and of what the platform changes for all, since that
 * changes whom each tenant trusts. Belongs to one thread.
 */
public final class EventCursor {

    private static final int PAGE = 256;
    private static final Set<EventType> TOLD_TO_ALL = Set.of(EventType.TRUST_ANCHOR_UPDATED);

    private final EventFeed feed;
    private final Reach reach;
    private final Set<EventType> types;
    private final Set<EventType> ofAll;
    private long next;

    /** @param from the index of the first receipt whose events are told */
    public EventCursor(EventFeed feed, Reach reach, Set<EventType> types, long from) {
        this.feed = feed;
        this.reach = reach;
        this.types = Set.copyOf(types);
        this.ofAll = types.stream().filter(TOLD_TO_ALL::contains).collect(Collectors.toUnmodifiableSet());
        this.next = from;
    }

    /**
     * What one receipt tells.
     *
     * @param index of the receipt
     * @param events one or two
     */
    public record Occurrence(long index, List<Event> events) {}

    /**
     * What comes next, and moves on behind it. Waits for it, but no longer than {@code patience}; then it may be nothing.
     *
     * @param most how many receipts at the most
     * @throws NoSuchPlace if the ledger no longer holds what should come next
     */
    public List<Occurrence> next(int most, Duration patience) throws StoreException, NoSuchPlace, InterruptedException {
        List<LedgerLine> lines = feed.from(next, PAGE);
        if (lines.isEmpty()) {
            feed.await(next, patience);
            lines = feed.from(next, PAGE);
        }
        List<Occurrence> told = new ArrayList<>();
        for (LedgerLine line : lines) {
            if (told.size() == most) {
                break;
            }
            next = line.index() + 1;
            Set<EventType> wanted = typesIn(line.receipt().scope());
            List<Event> events = wanted.isEmpty() ? List.of() : EventProjection.events(line, wanted);
            if (!events.isEmpty()) {
                told.add(new Occurrence(line.index(), events));
            }
        }
        return told;
    }

    private Set<EventType> typesIn(Scope scope) {
        if (reach.covers(scope)) {
            return types;
        }
        return scope.equals(Scope.OF_ALL) ? ofAll : Set.of();
    }

    /** The index of the first receipt that was not yet looked at. */
    public long place() {
        return next;
    }

    /** Goes to {@code index}, so that what comes from there is told again. */
    public void moveTo(long index) {
        next = index;
    }
}
