package io.keywright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.cli.installation.Installation;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Whatever prints data prints it for programs, too, by the same option everywhere. */
class FormatsTest {

    /** They serve, show or explain, or give bytes for others to read; none of them has found out anything. */
    private static final Set<String> WITHOUT_DATA = Set.of(
            "keywright demo",
            "keywright dev",
            "keywright authorities crl",
            "keywright receipts prove-item",
            "keywright serve",
            "keywright witness",
            "keywright completion",
            "keywright man",
            "keywright rehearse",
            "keywright train",
            "keywright trust sync",
            "keywright help");

    static Stream<CommandLine> commandsThatPrintData() {
        CommandLine all =
                Keywright.commandLine(new CapturedTerminal().terminal(), new Installation(Path.of("/nowhere")));
        return leaves(all).filter(it -> !WITHOUT_DATA.contains(name(it)));
    }

    private static Stream<CommandLine> leaves(CommandLine command) {
        return command.getSubcommands().isEmpty()
                ? Stream.of(command)
                : command.getSubcommands().values().stream().distinct().flatMap(FormatsTest::leaves);
    }

    private static String name(CommandLine command) {
        return command.getCommandSpec().qualifiedName();
    }

    @ParameterizedTest
    @MethodSource("commandsThatPrintData")
    void takesEveryForm(CommandLine command) {
        OptionSpec format = command.getCommandSpec().findOption("--format");
        assertThat(format).as(name(command)).isNotNull();
        assertThat(format.longestName()).isEqualTo("--format");
        assertThat(format.shortestName()).isEqualTo("-o");
        assertThat(format.completionCandidates()).contains("table", "json", "yaml");
    }
}
