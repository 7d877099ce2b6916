package io.keywright.server.config;

import io.keywright.core.cost.Price;
import io.keywright.core.cost.Prices;
import io.keywright.server.config.ProvidersReader.Configured;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads what root providers cost; refuses what would be no price. */
public final class PricesReader {

    private static final String PREFIX = "keywright.providers.";
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000);
    private static final int MOST_DIGITS = 9;

    private final Faults faults;

    private PricesReader(Faults faults) {
        this.faults = faults;
    }

    /**
     * The prices that {@code config} sets.
     *
     * @throws Misconfigured naming every fault
     */
    public static Prices read(KeywrightConfig config) {
        Faults faults = new Faults();
        Prices prices = read(config, faults);
        faults.throwIfAny();
        return prices;
    }

    /** The prices that {@code config} sets, of use only if no faults are noted. */
    static Prices read(KeywrightConfig config, Faults faults) {
        return new PricesReader(faults).prices(config);
    }

    private Prices prices(KeywrightConfig config) {
        Map<String, Price> prices = new TreeMap<>();
        for (Configured provider : ProvidersReader.read(config, new Faults())) {
            prices.put(
                    provider.name(),
                    provider.config().map(set -> price(provider.name(), set)).orElse(Price.UNKNOWN));
        }
        Optional<String> currency = config.costs().currency();
        faults.unless(
                currency.map(CURRENCY.asMatchPredicate()::test).orElse(true),
                "keywright.costs.currency",
                "must be an ISO 4217 code, such as EUR.");
        faults.unless(
                currency.isPresent() || prices.values().stream().allMatch(Price.UNKNOWN::equals),
                "keywright.costs.currency",
                "must be set, since prices are.");
        return new Prices(currency, prices);
    }

    private Price price(String provider, ProviderConfig set) {
        return new Price(
                checked(PREFIX + provider + ".price-per-10000-calls", set.pricePerCalls()),
                checked(PREFIX + provider + ".price-per-key-month", set.pricePerKeyMonth()));
    }

    private Optional<BigDecimal> checked(String property, Optional<BigDecimal> price) {
        faults.unless(
                price.map(PricesReader::isPrice).orElse(true),
                property,
                "must be 0 to " + MOST + ", with at most " + MOST_DIGITS + " digits behind the point.");
        return price;
    }

    private static boolean isPrice(BigDecimal price) {
        return price.signum() >= 0
                && price.compareTo(MOST) <= 0
                && price.scale() >= -MOST_DIGITS
                && price.scale() <= MOST_DIGITS;
    }
}
