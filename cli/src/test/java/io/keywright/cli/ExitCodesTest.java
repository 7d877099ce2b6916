package io.keywright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.cli.installation.Installation;
import io.keywright.cli.kms.Connection;
import io.keywright.verifier.terminal.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What pages and helps say of exit codes is what there is. */
class ExitCodesTest {

    private static final Pattern CODE = Pattern.compile("(?<=[:,] )\\d(?= )");

    private static Stream<CommandLine> all(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(ExitCodesTest::all));
    }

    private static List<CommandLine> commands() {
        return all(Keywright.commandLine(new CapturedTerminal().terminal(), new Installation(Path.of("/nowhere"))))
                .toList();
    }

    private static String footer(CommandLine command) {
        return String.join(" ", command.getCommandSpec().usageMessage().footer());
    }

    @Test
    void thePageHasATableOfAllAndOfNoOther() throws Exception {
        String page = Files.readString(Pasted.HOME.resolve("docs/command.md"));
        String rows = String.join(
                "\n",
                Arrays.stream(ExitCode.values())
                        .map(it -> "| %d | %s |".formatted(it.code(), it.meaning()))
                        .toList());

        assertThat(page).contains("| code | means |\n|---|---|\n" + rows + "\n\n");
    }

    @Test
    void whateverCallsAServiceSaysThatItMayNotBeReached() {
        assertThat(commands())
                .filteredOn(command -> command.getCommandSpec().findOption("--url") != null)
                .hasSizeGreaterThan(40)
                .allSatisfy(command -> assertThat(footer(command))
                        .as(command.getCommandSpec().qualifiedName())
                        .startsWith("Exit code: 0 ")
                        .endsWith(Connection.EXIT_CODES_END));
    }

    @Test
    void noHelpNamesACodeThatThereIsNot() {
        List<String> known = Arrays.stream(ExitCode.values())
                .map(it -> Integer.toString(it.code()))
                .toList();

        assertThat(commands())
                .allSatisfy(command -> assertThat(
                                CODE.matcher(footer(command)).results().map(code -> code.group()))
                        .isSubsetOf(known));
    }
}
