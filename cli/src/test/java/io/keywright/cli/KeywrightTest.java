package io.keywright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.cli.installation.Installation;
import io.keywright.verifier.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class KeywrightTest {

    private final CapturedTerminal screen = new CapturedTerminal();

    @TempDir
    private Path folder = Path.of("");

    private int run(String... arguments) {
        return Keywright.run(screen.terminal(), new Installation(Path.of("/nowhere")), arguments);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "help", "--help", "-h"})
    void saysWhatItCanDo(String argument) {
        int exitCode = argument.isEmpty() ? run() : run(argument);

        assertThat(exitCode).isZero();
        assertThat(screen.output())
                .contains("Usage: keywright [-hV] COMMAND")
                .contains(
                        "  demo  ",
                        "  keys  ",
                        "  sign  ",
                        "  encrypt  ",
                        "  receipts  ",
                        "  dev  ",
                        "  serve  ",
                        "  verify  ",
                        "  whoami  ",
                        "  pki  ",
                        "  policy  ",
                        "  witness  ",
                        "  approvals  ",
                        "  tenants  ",
                        "  version  ",
                        "  help  ")
                .doesNotContain("\033");
        assertThat(screen.errors()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "dev",
                "verify",
                "whoami",
                "pki",
                "keys",
                "sign",
                "decrypt",
                "policy",
                "approvals",
                "tenants",
                "witness",
                "version"
            })
    void explainsEachCommandInBothWays(String command) {
        assertThat(run("help", command)).isZero();
        assertThat(run(command, "--help")).isZero();

        String once = screen.output().substring(0, screen.output().length() / 2);
        assertThat(once).contains("Usage: keywright " + command);
        assertThat(screen.output()).isEqualTo(once + once);
    }

    @Test
    void whatIsCalledIsMadeAloneByTheNameThatItHas() {
        Installation nowhere = new Installation(Path.of("/nowhere"));
        for (String name : Keywright.commandLine(screen.terminal(), nowhere)
                .getSubcommands()
                .keySet()) {
            Collection<Supplier<Object>> made = new Subcommands(screen.terminal(), nowhere).calledBy(name, "--help");
            CommandLine command = new CommandLine(CommandSpec.create());
            made.forEach(each -> command.addSubcommand(each.get()));

            assertThat(command.getSubcommands()).containsKey(name);
            assertThat(command.getSubcommands().size() > 1)
                    .isEqualTo(Set.of("completion", "help", "man").contains(name));
        }
    }

    @Test
    void devExplainsItsOptionsAndTheirDefaults() {
        run("help", "dev");

        assertThat(screen.output())
                .contains("[--data=FOLDER] [--port=PORT] [--ready-file=FILE]", "KEYWRIGHT_DATA", "8443");
    }

    @Test
    void showsItsVersion() {
        assertThat(run("version")).isZero();
        assertThat(run("--version")).isZero();

        assertThat(screen.output().lines())
                .hasSize(2)
                .allMatch(line -> line.startsWith("keywright development (Java 25"));
    }

    @Test
    void anUnknownOptionIsMisuseAndPointsToTheHelpOfItsCommand() {
        assertThat(run("dev", "--prot", "1")).isEqualTo(2);

        assertThat(screen.errors()).contains("keywright: Unknown option", "--prot");
        assertThat(screen.output()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"varsion", "rotate", "key"})
    void aCommandThatThereIsNotIsMisuseAndNobodyGuessesWhatWasMeant(String command) {
        assertThat(run(command)).isEqualTo(2);

        assertThat(screen.errors())
                .contains("'" + command + "'", "See: keywright --help")
                .doesNotContain("Did you mean");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "approvals show 123",
                "approvals list --limit many",
                "approvals list --key-id x",
                "policy get k --url ::",
                "evidence export --from x --out y",
                "evidence download x --out y",
                "ledger tail -n 99999999999",
                "dev --port https"
            })
    void whatCannotBeReadIsNamedWithoutAWordOfJava(String line) {
        assertThat(run(line.split(" "))).isEqualTo(2);

        assertThat(screen.errors()).isNotBlank().doesNotContain("java.", "Exception", " int", "UUID", " URI");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "65536", "https"})
    void aPortThatCannotBeIsMisuse(String port) {
        assertThat(run("dev", "--port", port, "--data", folder.toString())).isEqualTo(2);

        assertThat(screen.errors()).contains("--port");
    }

    @Test
    void theDemoNeedsTheReadmeThatItSigns() {
        assertThat(run("demo")).isEqualTo(1);

        assertThat(screen.errors()).contains("/nowhere/README.md");
    }

    @Test
    void coloursAreForTerminalsThatUnderstandThem() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Terminal coloured = new Terminal(out, OutputStream.nullOutputStream(), true);

        Keywright.run(coloured, new Installation(Path.of("/nowhere")), "help");

        assertThat(out.toString(StandardCharsets.UTF_8)).contains("\033[1m");
    }
}
