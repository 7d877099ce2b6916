package io.keywright.core.quota;

/**
 * How often something was used, uses under way included, and those of other nodes as far as they are known. A use whose fate
 * is unknown, because the journal failed, stays counted; once nothing is under way any more, such a count takes nothing: the
 * store must be asked again.
 */
final class Count {

    enum Outcome {
        TAKEN,
        SPENT,
        DOUBTFUL
    }

    private long used;
    private long underWay;
    private boolean doubtful;

    /** @param used what is durable; nothing may be under way */
    Count(long used) {
        this.used = used;
    }

    /** Takes so many uses, or none. */
    synchronized Outcome take(int uses, long limit) {
        if (doubtful && underWay == 0) {
            return Outcome.DOUBTFUL;
        }
        if (used + uses > limit) {
            return Outcome.SPENT;
        }
        used += uses;
        underWay += uses;
        return Outcome.TAKEN;
    }

    /** How many uses there are left. */
    synchronized long left(long limit) {
        return Math.max(0, limit - used);
    }

    /** So many uses are durable, of this and other nodes, and none of those that are under way here is among them. */
    synchronized void learn(long durable) {
        used = Math.max(used, durable + underWay);
    }

    /**
     * What was taken at once is under way no more.
     *
     * @param durable whether it is known what of it counts
     * @param taken how much that was
     * @param unused how much of it does not count; of no meaning if that is not known
     */
    synchronized void settle(boolean durable, long taken, long unused) {
        underWay -= taken;
        if (durable) {
            used -= unused;
        } else {
            doubtful = true;
        }
    }
}
