package io.keywright.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a page sends its reader to is there. */
class DocumentLinksTest {

    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");

    static Stream<Path> pages() throws IOException {
        try (Stream<Path> own = Files.list(HOME);
                Stream<Path> docs = Files.walk(HOME.resolve("docs"))) {
            return Stream.concat(own, docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .map(HOME::relativize)
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsSomewhere(Path page) throws IOException {
        Path file = HOME.resolve(page);
        Matcher link = LINK.matcher(Files.readString(file));
        List<String> broken = link.results()
                .map(found -> found.group(1))
                .filter(target -> !target.contains("://") && !target.startsWith("#"))
                .map(target -> target.replaceFirst("#.*", ""))
                .filter(target -> !Files.exists(file.resolveSibling(target)))
                .toList();
        assertThat(broken).isEmpty();
    }
}
