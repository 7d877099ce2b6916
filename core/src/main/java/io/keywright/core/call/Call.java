package io.keywright.core.call;

import io.keywright.core.change.Change;
import io.keywright.core.change.UsageChange;
import io.keywright.core.journal.Terms;
import io.keywright.core.ledger.Attempt;
import io.keywright.core.trace.Span;
import io.keywright.core.work.Deadline;
import io.keywright.model.Algorithm;
import io.keywright.model.Caller;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyReference;
import io.keywright.model.Operation;
import io.keywright.model.Scope;
import io.keywright.model.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a caller asks for, and what was found out about it so far: use cases say what they know as soon as they know it, so
 * that the receipt of a refusal does, too. The steps of a call follow each other; only who gives it up does so at any time.
 */
public final class Call {

    private final Arrival arrival;
    private final List<Condition> conditions = new ArrayList<>(0);
    private boolean givenUp;
    private PresentedApproval approval = PresentedApproval.NONE;
    private volatile Attempt attempt;
    private @Nullable Attempt making;
    private @Nullable Charge charge;
    private @Nullable Tally tally;
    private long asOf;

    public Call(Arrival arrival, Operation operation) {
        this.arrival = arrival;
        this.attempt = Attempt.of(arrival.caller(), operation);
    }

    public Caller caller() {
        return attempt.caller();
    }

    public Operation operation() {
        return attempt.operation();
    }

    public PresentedApproval approval() {
        return approval;
    }

    /** It brings {@code presented} along. */
    public void presents(PresentedApproval presented) {
        approval = presented;
    }

    /** What its receipt would say by now. */
    public Attempt attempt() {
        return attempt;
    }

    /** It names something by its id, whether or not there is such a thing. */
    public void names(@Nullable UUID id) {
        attempt = id == null ? attempt : attempt.naming(id);
    }

    /** It names a key; an alias is no name that lasts. */
    public void names(KeyReference reference) {
        attempt = attempt.naming(reference);
    }

    /** It is about {@code key}. */
    public void concerns(KeyMetadata key) {
        attempt = attempt.on(key);
    }

    /** If it succeeds, {@code key} is there. */
    public void makes(KeyMetadata key) {
        making = attempt.on(key);
    }

    /** If it succeeds, something with this id is there. */
    public void makes(UUID id) {
        making = attempt.naming(id);
    }

    /** It is about {@code scope}, which is not the caller's. */
    public void concerns(Scope scope) {
        attempt = attempt.within(scope);
    }

    /** It uses {@code algorithm}. */
    public void uses(Algorithm algorithm) {
        attempt = attempt.with(algorithm);
    }

    /** Its change is committed only if {@code condition} holds by then. */
    public void require(Condition condition) {
        conditions.add(condition);
    }

    /** Until when there must be an answer. */
    public Deadline deadline() {
        return arrival.deadline();
    }

    /** All of what is done for it. */
    public Span span() {
        return arrival.span();
    }

    /** Its receipt tells this besides, whatever comes of it. */
    public void tells(Tally told) {
        tally = told;
    }

    /** It has used something up; if more, then {@code used} is all of it. */
    public void charge(Charge used) {
        if (!noted(used)) {
            used.settle(false);
        }
    }

    private synchronized boolean noted(Charge used) {
        if (!givenUp) {
            charge = used;
        }
        return !givenUp;
    }

    /** Nobody waits any more for what its use case comes to, which may go on meanwhile. */
    synchronized void giveUp() {
        givenUp = true;
    }

    Arrival arrival() {
        return arrival;
    }

    synchronized Optional<Charge> charged() {
        return Optional.ofNullable(charge);
    }

    /** What its receipt says if it succeeds. */
    Attempt success() {
        return making == null ? attempt : making;
    }

    /** What is committed if it succeeds with {@code change}. */
    Change conditioned(Change change) {
        Change all = charge == null ? change : using(told(charge.done(Optional.ofNullable(tally))), change);
        for (Condition condition : conditions) {
            all = condition.on(all);
        }
        return all;
    }

    private static Change using(Change use, Change change) {
        return change instanceof Change.None ? use : new Change.DoneWithKey(use, change);
    }

    /** What is committed if it is refused. */
    synchronized Change spent() {
        return charge == null ? new Change.None() : told(charge.use());
    }

    private Change told(Change used) {
        return tally == null ? used : new UsageChange.Told(tally, used);
    }

    void recheck() {
        conditions.forEach(Condition::recheck);
    }

    /** On which terms it is committed. */
    Terms terms() {
        return new Terms(deadline(), asOf);
    }

    /** A try begins, by what memory knows of the ledger up to there. */
    void begin(long followed) {
        asOf = followed;
    }

    /** Forgets what an earlier try has tied to it, and gives back what that has used up. */
    void beginAgain() {
        charged().ifPresent(Charge::giveBack);
        conditions.clear();
        making = null;
        charge = null;
        tally = null;
    }
}
