package io.keywright.cli.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.cli.CapturedTerminal;
import io.keywright.cli.SharedServer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What administrators see and do of providers and memory, against a development server with its one provider. */
@ResourceLock(SharedServer.MEMORY)
class ProviderIT {

    @RegisterExtension
    private static final SharedServer SERVER = new SharedServer();

    private static CapturedTerminal run(int exitCode, String... arguments) {
        return SERVER.call(
                exitCode,
                Stream.concat(Stream.of(arguments), Stream.of("--as", "operator"))
                        .toArray(String[]::new));
    }

    @Test
    void providersAreListedWithHowTheyDo() {
        assertThat(run(0, "provider", "list").output()).containsPattern("local +local +healthy +closed");
        assertThat(run(0, "provider", "list", "-o", "json").output()).contains("\"status\":\"healthy\"");
    }

    @Test
    void eachCheckOfAValidationIsALineWithItsTime() {
        assertThat(run(0, "provider", "validate", "local").output())
                .containsPattern("✓ PASS +describe +[0-9]+ ms")
                .containsPattern("✓ PASS +wrong_context +[0-9]+ ms")
                .doesNotContain("FAIL");
    }

    @Test
    void whatCannotBeValidatedIsRefused() {
        assertThat(run(1, "provider", "validate", "nobody").errors()).contains("400 INVALID_REQUEST");
        assertThat(run(1, "provider", "validate", "--tenant", "nobody").errors())
                .contains("404");
    }

    @Test
    void whatANodeHoldsIsShownFilledAndDestroyed() {
        run(0, "tenants", "create", "held");
        assertThat(run(0, "cache", "warm", "--tenant", "held").output()).contains("✓ Open: 1 roots");
        assertThat(run(0, "cache", "show").output())
                .containsPattern("KIND +HELD +ROOM +HITS")
                .containsPattern("tenant held +1 ")
                .containsPattern("provider local ");
        assertThat(run(0, "cache", "purge", "--tenant", "held").output()).contains("✓ Destroyed: 1 roots");
        assertThat(run(0, "cache", "purge", "--tenant", "held", "-o", "json").output())
                .contains("\"roots\":0");
    }

    @Test
    void anInstallationThatIsWellSaysSo() {
        run(0, "tenants", "create", "counted");
        assertThat(run(0, "status").output())
                .containsPattern("tenants +[0-9]+ \\(local [0-9]+\\)")
                .containsPattern("rotation +.*, 0 overdue")
                .containsPattern("in memory +[0-9]+ of at most 1,000 roots, [0-9]+ of at most 10,000 keys");
        assertThat(run(0, "costs").output()).containsPattern("TENANT +PROVIDER +KEYS");
        assertThat(run(2, "costs", "--month", "November").errors()).contains("--month must be like 2026-11");
    }

    @Test
    void theLogTellsMoreForAWhile() {
        assertThat(run(0, "log-level", "set", "identity", "debug", "--for", "PT5M")
                        .output())
                .containsPattern("The log tells debug of identity until 20");
        assertThat(run(0, "log-level", "show").output())
                .containsPattern("identity +debug +20")
                .containsPattern("health +info +-");
        assertThat(run(0, "log-level", "reset", "identity").output()).contains("info of identity, as configured");
        assertThat(run(2, "log-level", "set", "identity", "loud").errors()).contains("error, warn, info, debug");
        assertThat(run(1, "log-level", "set", "identity", "debug", "--for", "P8D")
                        .errors())
                .contains("400 INVALID_REQUEST");
    }
}
