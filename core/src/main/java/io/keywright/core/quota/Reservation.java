package io.keywright.core.quota;

import io.keywright.core.call.Charge;
import io.keywright.core.change.UsageChange.KeyUsed;
import io.keywright.core.quota.EncryptionLimit.Taken;
import io.keywright.model.Tally;
import java.util.Optional;

/** Uses of a key, taken from its day's, and not yet durable; likewise the encryptions among them. Must be settled. */
public final class Reservation implements Charge {

    private final KeyUsed use;
    private final long limit;
    private final Count day;
    private final Optional<Taken> encryptions;
    private long made;
    private boolean settled;

    private Reservation(KeyUsed use, long limit, Count day, Optional<Taken> encryptions) {
        this.use = use;
        this.limit = limit;
        this.day = day;
        this.encryptions = encryptions;
    }

    /** @param limit how many uses the day may have */
    Reservation(KeyUsed use, long limit, Count day) {
        this(use, limit, day, Optional.empty());
    }

    /** The same uses, which encrypt. */
    Reservation with(Taken taken) {
        return new Reservation(use, limit, day, Optional.of(taken));
    }

    /** Nothing leaves the service with a refusal. */
    @Override
    public KeyUsed use() {
        made = 0;
        return use;
    }

    @Override
    public KeyUsed done(Optional<Tally> told) {
        made = encryptions
                .map(taken -> told.map(tally -> tally.encryptions(use.keyId())).orElse((long) taken.encryptions()))
                .orElse(0L);
        return use.encrypting(made).within(limit);
    }

    @Override
    public void giveBack() {
        if (!settled) {
            settled = true;
            day.settle(true, use.times(), use.times());
            encryptions.ifPresent(taken -> taken.settle(true, 0));
        }
    }

    /**
     * The uses are counted for good, and what was encrypted of what was taken; or, should the journal have failed, all of it
     * if it turns out to be durable. Only the first word counts: what is committed after another change came first is a refusal.
     */
    @Override
    public void settle(boolean durable) {
        if (!settled) {
            settled = true;
            day.settle(durable, use.times(), 0);
            encryptions.ifPresent(taken -> taken.settle(durable, made));
        }
    }
}
