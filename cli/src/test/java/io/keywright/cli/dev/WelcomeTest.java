package io.keywright.cli.dev;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.cli.CapturedTerminal;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class WelcomeTest {

    private static final Path DATA = Path.of("/srv/key wright");

    private static String text() {
        CapturedTerminal screen = new CapturedTerminal();
        CurlProfile curl = new CurlProfile(DATA.resolve("demo.curl"));
        new Welcome("https://localhost:9443", DATA, curl).print(screen.terminal());
        return screen.output();
    }

    @Test
    void saysWhereItServesAndWhereEverythingLies() {
        assertThat(text())
                .contains("https://localhost:9443/kms/v1")
                .contains("'/srv/key wright'", "'/srv/key wright/pki'", "'/srv/key wright/pki/ledger.vkey'");
    }

    @Test
    void warnsThatTheRootKeyIsUnprotected() {
        assertThat(text()).contains("! '/srv/key wright/root.key' unlocks every key, and nothing protects it");
    }

    @Test
    void makesNewAliasesBeforeItUsesThem() {
        assertThat(text().lines().map(String::strip)).containsSubsequence("n=$(date +%s)", "# make a signing key");
    }

    @Test
    void givesACurlLineForEachOfTheFirstThingsToDo() {
        assertThat(text().lines().map(String::strip).filter(line -> line.startsWith("curl ")))
                .hasSize(5)
                .allMatch(line -> line.startsWith("curl -K '/srv/key wright/demo.curl' https://localhost:9443/kms/v1/"))
                .anyMatch(line -> line.contains("/keys -d") && line.contains("Ed25519"))
                .anyMatch(line -> line.contains("/sign -d") && line.contains("alias/signer-'$n'"))
                .anyMatch(line -> line.contains("/encrypt -d") && line.contains("alias/box-'$n'"));
    }
}
