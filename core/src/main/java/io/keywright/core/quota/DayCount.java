package io.keywright.core.quota;

/**
 * How often one key was used on one day, uses under way included. A use whose fate is unknown, because the journal failed,
 * stays counted; once nothing is under way any more, such a count takes nothing: the store must be asked again.
 */
final class DayCount {

    enum Outcome {
        TAKEN,
        SPENT,
        DOUBTFUL
    }

    private long used;
    private int underWay;
    private boolean doubtful;

    /** @param used what is durable; nothing may be under way */
    DayCount(long used) {
        this.used = used;
    }

    synchronized Outcome take(long limit) {
        if (doubtful && underWay == 0) {
            return Outcome.DOUBTFUL;
        }
        if (used >= limit) {
            return Outcome.SPENT;
        }
        used++;
        underWay++;
        return Outcome.TAKEN;
    }

    synchronized void settle(boolean durable) {
        underWay--;
        doubtful |= !durable;
    }
}
