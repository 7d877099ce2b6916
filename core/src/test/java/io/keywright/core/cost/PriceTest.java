package io.keywright.core.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PriceTest {

    private static final Optional<BigDecimal> CALLS = Optional.of(new BigDecimal("0.03"));
    private static final Optional<BigDecimal> KEY = Optional.of(BigDecimal.ONE);

    private static void costs(Price price, long calls, int keys, String cost) {
        assertThat(price.of(calls, keys))
                .hasValueSatisfying(exact -> assertThat(exact).isEqualByComparingTo(cost));
    }

    @Test
    void aCallCostsATenThousandthOfThePriceToTheLastDigit() {
        costs(new Price(CALLS, Optional.empty()), 1, 5, "0.000003");
        costs(new Price(CALLS, Optional.empty()), Long.MAX_VALUE, 0, "27670116110564.327421");
    }

    @Test
    void callsAndKeysAddUp() {
        costs(new Price(CALLS, KEY), 20_000, 3, "3.06");
        costs(new Price(Optional.empty(), KEY), 20_000, 3, "3");
        costs(new Price(CALLS, KEY), 0, 0, "0");
        assertThat(new Price(CALLS, KEY).ofCalls(20_000))
                .hasValueSatisfying(exact -> assertThat(exact).isEqualByComparingTo("0.06"));
    }

    @Test
    void whatHasNoPriceHasNoCost() {
        assertThat(Price.UNKNOWN.of(20_000, 3)).isEmpty();
        assertThat(new Price(Optional.empty(), KEY).ofCalls(20_000)).isEmpty();
    }
}
