package io.keywright.cli.costs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import io.keywright.cli.CapturedTerminal;
import io.keywright.cli.kms.KmsAnswer;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class CostTableTest {

    private static final String PROVIDER = """
            {"name": "aws-eu", "calls": {"describe": 120, "wrap": 3, "unwrap": 1877}, "keys": 2,
             "cost": "2.006", "saved_by_cache": {"calls": 48000000, "cost": "144"}}""";

    private static String printed(String json) throws IOException {
        CapturedTerminal screen = new CapturedTerminal();
        new CostTable(screen.terminal(), new KmsAnswer(JSON.std.mapFrom(json))).print();
        return screen.output();
    }

    @Test
    void aMonthHasALineForEachProviderInAllAndOfEachTenant() throws Exception {
        assertThat(printed("""
                        {"month": "2026-11", "currency": "USD", "providers": [%s],
                         "tenants": [{"tenant_id": "acme", "providers": [%s]}]}""".formatted(PROVIDER, PROVIDER)))
                .startsWith("2026-11, in USD\n")
                .containsPattern("all +aws-eu +2 +120 +3 +1877 +2.006 +48000000 +144\n")
                .containsPattern("acme +aws-eu +2 +120 +3 +1877 +2.006 +48000000 +144\n");
    }

    @Test
    void withoutPricesItSaysWhyNothingIsReckoned() throws Exception {
        assertThat(printed("""
                        {"month": "2026-11", "providers": [{"name": "local", "calls": {"describe": 0, "wrap": 1, "unwrap": 1},
                         "keys": 1, "saved_by_cache": {"calls": 7}}]}"""))
                .startsWith("2026-11\n")
                .containsPattern("- +local +1 +0 +1 +1 +- +7 +-\n")
                .contains("No prices are configured");
    }
}
