package io.keywright.core.events;

/**
 * How the subscriptions of all tenants do, in numbers.
 *
 * @param delivering those that get their events, or have failed for a short time only
 * @param failing those that have failed for longer than is usual, and are still tried
 * @param dead those that were given up, and wait for somebody to resume them
 */
public record Deliverability(int delivering, int failing, int dead) {

    static final Deliverability NOTHING = new Deliverability(0, 0, 0);

    Deliverability plusDelivering() {
        return new Deliverability(delivering + 1, failing, dead);
    }

    Deliverability plusFailing() {
        return new Deliverability(delivering, failing + 1, dead);
    }

    Deliverability plusDead(int more) {
        return new Deliverability(delivering, failing, dead + more);
    }

    /** Whether nobody has to look after a subscription. */
    public boolean good() {
        return failing == 0 && dead == 0;
    }
}
