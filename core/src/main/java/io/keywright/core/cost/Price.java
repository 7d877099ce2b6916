package io.keywright.core.cost;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What a provider costs, in the currency of the operator. What has no price costs nothing that anybody knows.
 *
 * @param per10000Calls for so many calls, whatever they are for
 * @param perKeyMonth for each key that is there, and each month
 */
public record Price(Optional<BigDecimal> per10000Calls, Optional<BigDecimal> perKeyMonth) {

    public static final Price UNKNOWN = new Price(Optional.empty(), Optional.empty());

    private static final int CALLS_DIGITS = 4;

    /** What so many calls, and so many keys for a month, cost; empty if neither has a price. Exact. */
    public Optional<BigDecimal> of(long calls, int keys) {
        Optional<BigDecimal> ofKeys = perKeyMonth.map(price -> price.multiply(BigDecimal.valueOf(keys)));
        return ofCalls(calls)
                .map(cost -> cost.add(ofKeys.orElse(BigDecimal.ZERO)))
                .or(() -> ofKeys);
    }

    /** What so many calls alone cost; empty if they have no price. */
    public Optional<BigDecimal> ofCalls(long calls) {
        return per10000Calls.map(
                price -> price.multiply(BigDecimal.valueOf(calls)).movePointLeft(CALLS_DIGITS));
    }
}
