package io.keywright.server.alerts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a runbook has somebody ask Prometheus: a line of a block of {@code promql}, or what selects or computes within a sentence.
 *
 * @param page its file's name
 */
record RunbookQuery(String page, String expression) {

    private static final Path FOLDER = RuleFiles.HOME.resolve("docs/runbooks");
    private static final Pattern BLOCK = Pattern.compile("```(\\w*)\n(.*?)```", Pattern.DOTALL);
    private static final Pattern IN_A_SENTENCE =
            Pattern.compile("`((?:kms[_:]|jvm_|process_|system_|up\\b|sum)[^`\n]*(?:=\"|\\(| / )[^`\n]*)`");

    /** Those of all pages, in their order. */
    static List<RunbookQuery> all() {
        try (Stream<Path> pages = Files.list(FOLDER)) {
            return pages.sorted().flatMap(RunbookQuery::of).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<RunbookQuery> of(Path file) {
        try {
            String text = Files.readString(file);
            Stream<String> blocks = BLOCK.matcher(text)
                    .results()
                    .filter(block -> block.group(1).equals("promql"))
                    .flatMap(block -> block.group(2).lines());
            Stream<String> sentences = IN_A_SENTENCE
                    .matcher(BLOCK.matcher(text).replaceAll(""))
                    .results()
                    .map(query -> query.group(1));
            String page = String.valueOf(file.getFileName());
            return Stream.concat(blocks, sentences).map(expression -> new RunbookQuery(page, expression));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
