package io.keywright.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The list of the log's events, held against the code that tells of them and the page for operators. */
class LogEventTest {

    private static final Path PAGE = Path.of("../docs/reference/log-events.md");
    private static final Pattern TOLD = Pattern.compile("\"event=([a-z_]+)[ \"]");
    /** What the answers to refused requests tell of, see RefusalLines. */
    private static final Set<String> OF_ANSWERS =
            Set.of("internal_error", "dependency_unavailable", "unauthenticated", "refused");

    private static final String HEAD = """
            # Events of the log

            What stands behind `event=` in a line, or in the member `event` of a JSON line. Names stay as they are, so that searches and alerts can rest on them; see
            [observability](../observability.md#the-log). Those that begin with "debug" are told at that level only.

            | event | tells that |
            |---|---|
            """;

    @Test
    void everyEventOfTheCodeIsInTheListAndNoOther() throws IOException {
        Set<String> told = new TreeSet<>(OF_ANSWERS);
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            sources.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(file -> TOLD.matcher(read(file)).results())
                    .map(found -> found.group(1))
                    .forEach(told::add);
        }
        assertThat(names()).containsExactlyElementsOf(told);
    }

    @Test
    void thePageIsMadeOfTheList() {
        String rows = Arrays.stream(LogEvent.values())
                .map(event -> "| `%s` | %s |\n".formatted(event.wireName(), event.meaning()))
                .collect(Collectors.joining());
        assertThat(read(PAGE)).isEqualTo(HEAD + rows);
    }

    private static Stream<String> names() {
        return Arrays.stream(LogEvent.values()).map(LogEvent::wireName).sorted();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
