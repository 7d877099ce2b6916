package io.keywright.cli.runbook;

import io.keywright.cli.Pasted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A line of a runbook that somebody types: of a block of {@code sh}, or a command within a sentence.
 *
 * @param page its file's name
 */
public record TypedLine(String page, String text) {

    private static final Pattern IN_A_SENTENCE = Pattern.compile("`([^`\n]+)`");
    private static final Pattern BLOCK = Pattern.compile("```.*?```", Pattern.DOTALL);

    /** Programs whose name begins a command where it stands within a sentence. */
    private static final Set<String> PROGRAMS =
            Set.of("keywright", "curl", "promtool", "systemctl", "journalctl", "sqlite3", "df", "openssl");

    /** All lines of all pages, in their order; what several pages have is of the first. */
    public static List<TypedLine> all() {
        try (Stream<Path> pages = Files.list(Pasted.HOME.resolve("docs/runbooks"))) {
            return List.copyOf(pages.sorted()
                    .flatMap(TypedLine::of)
                    .collect(Collectors.toMap(TypedLine::text, line -> line, (first, _) -> first, LinkedHashMap::new))
                    .values());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<TypedLine> of(Path file) {
        try {
            String page = file.getFileName().toString();
            Stream<String> blocks = Pasted.blocks("docs/runbooks/" + page).stream()
                    .map(block -> block.replaceAll("\\\\\n\\s*", ""))
                    .flatMap(String::lines);
            Stream<String> sentences = IN_A_SENTENCE
                    .matcher(BLOCK.matcher(Files.readString(file)).replaceAll(""))
                    .results()
                    .map(command -> command.group(1))
                    .filter(TypedLine::isCommand);
            return Stream.concat(blocks, sentences).map(text -> new TypedLine(page, text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isCommand(String code) {
        return code.contains(" ") && PROGRAMS.contains(code.substring(0, code.indexOf(' ')));
    }

    /** Its first word. */
    public String program() {
        return text.split(" ", 2)[0];
    }

    /** The same with other words. */
    TypedLine with(String other) {
        return new TypedLine(page, other);
    }

    private static final Pattern WORD = Pattern.compile("'[^']*'|\"[^\"]*\"|\\S+");

    /** What follows the program, word by word, as a shell would take it. */
    List<String> words() {
        return WORD.matcher(text.replaceFirst("\\s+#.*", ""))
                .results()
                .skip(1)
                .map(MatchResult::group)
                .map(word -> word.replaceAll("^['\"]|['\"]$", ""))
                .toList();
    }

    @Override
    public String toString() {
        return page + ": " + text;
    }
}
