package io.keywright.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.providers.guard.GuardRules;
import io.keywright.server.config.ProvidersReader.Configured;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GuardRulesReaderTest {

    private static final String GUARD = "keywright.providers.local.guard.";

    private static KeywrightConfig config(Map<String, String> set) {
        Map<String, String> all = new HashMap<>(set);
        all.put("keywright.data", "data");
        all.put("keywright.profile", "development");
        return ConfigurationReader.read(all, new Faults());
    }

    private static GuardRules local(Map<String, String> set) {
        Configured first = ProvidersReader.read(config(set)).getFirst();
        assertThat(first.name()).isEqualTo("local");
        return first.guard();
    }

    @Test
    void whatIsNotSetIsStandard() {
        assertThat(local(Map.of())).isEqualTo(GuardRules.STANDARD);
        assertThat(local(Map.of("keywright.providers.local.type", "local"))).isEqualTo(GuardRules.STANDARD);
    }

    @Test
    void everyPropertyCounts() {
        assertThat(local(Map.of(
                        GUARD + "timeout", "PT1S",
                        GUARD + "tries", "2",
                        GUARD + "first-pause", "PT0.1S",
                        GUARD + "breaker-calls", "20",
                        GUARD + "open", "PT1M",
                        GUARD + "trial", "4",
                        GUARD + "concurrent", "8",
                        GUARD + "per-tenant", "5",
                        GUARD + "waiting", "6")))
                .isEqualTo(new GuardRules(
                        Duration.ofSeconds(1), 2, Duration.ofMillis(100), 20, Duration.ofMinutes(1), 4, 8, 5, 6));
    }

    @Test
    void aTenantHasAtMostAllPlaces() {
        assertThat(local(Map.of(GUARD + "concurrent", "2")).perTenant()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "timeout, PT0.009S, PT0.01S to PT10S",
        "timeout, PT10.001S, PT0.01S to PT10S",
        "tries, 0, 1 to 10",
        "tries, 11, 1 to 10",
        "first-pause, PT0S, PT0.001S to PT5S",
        "first-pause, PT6S, PT0.001S to PT5S",
        "breaker-calls, 1, 2 to 10000",
        "breaker-calls, 10001, 2 to 10000",
        "open, -PT1S, PT0.001S to PT10M",
        "open, PT11M, PT0.001S to PT10M",
        "trial, 0, 1 to 100",
        "trial, 101, 1 to 100",
        "concurrent, 0, 1 to 10000",
        "concurrent, 10001, 1 to 10000",
        "per-tenant, 0, 1 to 64",
        "per-tenant, 65, 1 to 64",
        "waiting, 0, 1 to 10000",
        "waiting, 10001, 1 to 10000"
    })
    void whatWouldBeNoGuardIsRefused(String name, String value, String bounds) {
        assertThatThrownBy(() -> local(Map.of(GUARD + name, value)))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining(GUARD + name + ": must be")
                .hasMessageContaining(bounds);
    }

    @ParameterizedTest
    @EnumSource
    void faultsOfEveryTypeAreNamedAtOnce(ProviderType type) {
        String prefix = "keywright.providers.mine.guard.";
        assertThatThrownBy(() -> ProvidersReader.read(config(Map.of(
                        "keywright.providers.mine.type",
                        type.wireName(),
                        prefix + "tries",
                        "0",
                        prefix + "timeout",
                        "PT0S"))))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining(prefix + "tries")
                .hasMessageContaining(prefix + "timeout");
    }
}
