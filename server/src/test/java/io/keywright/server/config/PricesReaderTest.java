package io.keywright.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.cost.Price;
import io.keywright.core.cost.Prices;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PricesReaderTest {

    private static final String CALLS = "keywright.providers.local.price-per-10000-calls";
    private static final String KEY = "keywright.providers.local.price-per-key-month";
    private static final String CURRENCY = "keywright.costs.currency";

    private static Prices read(Map<String, String> set) {
        Map<String, String> all = new HashMap<>(set);
        all.put("keywright.data", "data");
        all.put("keywright.profile", "development");
        Faults faults = new Faults();
        KeywrightConfig config = ConfigurationReader.read(all, faults);
        Prices prices = PricesReader.read(config, faults);
        faults.throwIfAny();
        return prices;
    }

    private static void refuses(Map<String, String> set, String... said) {
        assertThatThrownBy(() -> read(set)).isInstanceOf(Misconfigured.class).hasMessageContainingAll(said);
    }

    @Test
    void nothingHasAPriceThatIsNotSet() {
        assertThat(read(Map.of())).isEqualTo(new Prices(Optional.empty(), Map.of("local", Price.UNKNOWN)));
    }

    @Test
    void pricesAreDecimals() {
        Prices prices = read(Map.of(CALLS, "0.03", KEY, "1", CURRENCY, "USD"));
        assertThat(prices.currency()).hasValue("USD");
        assertThat(prices.of("local"))
                .isEqualTo(new Price(Optional.of(new BigDecimal("0.03")), Optional.of(new BigDecimal("1"))));
        assertThat(prices.of("gone")).isEqualTo(Price.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.01", "1000000.01", "0.0000000001", "1E-999999999", "1E+999999999"})
    void whatIsNoPriceIsRefused(String price) {
        refuses(Map.of(CALLS, price, KEY, price, CURRENCY, "USD"), CALLS + ": must be 0 to", KEY + ": must be 0 to");
    }

    @ParameterizedTest
    @ValueSource(strings = {"free", "0,03"})
    void whatIsNoNumberIsRefused(String price) {
        refuses(Map.of(CALLS, price), CALLS + ": must be a decimal number, such as 0.03");
    }

    @Test
    void aPriceNeedsACurrency() {
        refuses(Map.of(KEY, "1"), CURRENCY + ": must be set");
        refuses(Map.of(KEY, "1", CURRENCY, "Dollar"), CURRENCY + ": must be an ISO 4217 code");
    }
}
