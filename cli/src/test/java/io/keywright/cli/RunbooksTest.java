package io.keywright.cli;

import static org.assertj.core.api.Assertions.assertThatNoException;

import io.keywright.cli.installation.Installation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What runbooks have somebody type at night is what the command takes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunbooksTest {

    private static final Path RUNBOOKS = Pasted.HOME.resolve("docs/runbooks");

    private static final Pattern PARTS = Pattern.compile("\\s*(\\|\\||\\||&&|;|\\$\\(|\\))\\s*");
    private static final Pattern ASIDE = Pattern.compile("\\s+(#|\\d?>|<|&$).*");
    private static final Pattern WORD = Pattern.compile("'[^']*'|\"[^\"]*\"|\\S+");

    /** Where a page says {@code ID}. */
    private static final String SOME_ID = "0190f5a1-7e1c-7b3a-8d2e-000000000001";

    private final CommandLine command =
            Keywright.commandLine(new CapturedTerminal().terminal(), new Installation(Path.of("/nowhere")));

    record Line(Path page, List<String> words) {

        @Override
        public String toString() {
            return page + ": keywright " + String.join(" ", words);
        }
    }

    static List<Line> lines() throws IOException {
        try (Stream<Path> pages = Files.list(RUNBOOKS)) {
            return pages.map(Pasted.HOME::relativize)
                    .sorted()
                    .flatMap(RunbooksTest::lines)
                    .toList();
        }
    }

    private static Stream<Line> lines(Path page) {
        try {
            return Pasted.blocks(page.toString()).stream()
                    .map(block -> block.replaceAll("\\\\\n\\s*", ""))
                    .flatMap(String::lines)
                    .flatMap(PARTS::splitAsStream)
                    .map(part -> ASIDE.matcher(part).replaceFirst(""))
                    .filter(part -> part.startsWith("keywright "))
                    .map(part -> new Line(page, words(part)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> words(String line) {
        return WORD.matcher(line)
                .results()
                .skip(1)
                .map(MatchResult::group)
                .map(word -> word.replaceAll("^['\"]|['\"]$", ""))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("lines")
    void theCommandTakesThem(Line line) {
        String[] words = line.words().stream()
                .map(word -> word.equals("ID") ? SOME_ID : word)
                .toArray(String[]::new);
        assertThatNoException().isThrownBy(() -> command.parseArgs(words));
    }
}
