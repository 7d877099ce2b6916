package io.keywright.cli;

import static org.assertj.core.api.Assertions.assertThatNoException;

import io.keywright.cli.installation.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What runbooks have somebody type at night is what the command takes. */
class RunbooksTest {

    private static final Path RUNBOOKS = Pasted.HOME.resolve("docs/runbooks");

    private static final Pattern PARTS = Pattern.compile("\\s*(\\|\\||\\||&&|;|\\$\\(|\\))\\s*");
    private static final Pattern COMMENT_OR_ELSEWHERE = Pattern.compile("\\s+(#|\\d?>|<|&$).*");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

    private record Line(Path page, List<String> words) {

        @Override
        public String toString() {
            return page + ": keywright " + String.join(" ", words);
        }
    }

    static List<Line> lines() throws IOException {
        try (Stream<Path> pages = Files.list(RUNBOOKS)) {
            return pages.map(Pasted.HOME::relativize).sorted().flatMap(RunbooksTest::lines).toList();
        }
    }

    private static Stream<Line> lines(Path page) {
        try {
            return Pasted.blocks(page.toString()).stream()
                    .map(block -> block.replaceAll("\\\\\n\\s*", ""))
                    .flatMap(String::lines)
                    .flatMap(PARTS::splitAsStream)
                    .map(part -> COMMENT_OR_ELSEWHERE.matcher(part).replaceFirst(""))
                    .filter(part -> part.startsWith("keywright "))
                    .map(part -> new Line(page, words(part)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> words(String line) {
        return WORD.matcher(line)
                .results()
                .skip(1)
                .map(word -> Stream.of(word.group(1), word.group(2), word.group(3))
                        .filter(it -> it != null)
                        .findFirst()
                        .orElseThrow())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("lines")
    void theCommandTakesThem(Line line) {
        assertThatNoException()
                .isThrownBy(() -> Keywright.commandLine(
                                new CapturedTerminal().terminal(), new Installation(Path.of("/nowhere")))
                        .parseArgs(line.words().toArray(String[]::new)));
    }
}
