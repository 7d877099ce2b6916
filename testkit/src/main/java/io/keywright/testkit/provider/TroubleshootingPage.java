package io.keywright.testkit.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.root.RootProviderException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The table of the errors that are met most, in docs/setup, as adapters' tests hold it against the errors themselves. */
public final class TroubleshootingPage {

    private static final Path PAGE = Path.of("..", "docs", "setup", "KMS_TROUBLESHOOTING.md");
    private static final Pattern ROW = Pattern.compile(
            "^\\| (?<provider>[^|]+) \\| “(?<message>[^|]+)” \\| `(?<reason>[a-z_]+)` \\|.*$", Pattern.MULTILINE);
    private static final String LEFT_OPEN = "…";

    private TroubleshootingPage() {}

    private record Row(Pattern message, String reason) {

        /** Names and numbers, which are left open on the page, are any. */
        static Row of(String message, String reason) {
            return new Row(
                    Pattern.compile(Arrays.stream(message.split(LEFT_OPEN, -1))
                            .map(Pattern::quote)
                            .collect(Collectors.joining(".+"))),
                    reason);
        }
    }

    /** Passes if the page has these errors of {@code provider}, in this order, with message and reason, and no other. */
    public static void tells(String provider, List<RootProviderException> errors) throws IOException {
        List<Row> rows = ROW.matcher(Files.readString(PAGE))
                .results()
                .filter(row -> row.group("provider").equals(provider))
                .map(row -> Row.of(row.group("message"), row.group("reason")))
                .toList();
        assertThat(rows).as("errors of %s", provider).hasSameSizeAs(errors);
        for (int i = 0; i < errors.size(); i++) {
            assertThat(errors.get(i)).hasMessageMatching(rows.get(i).message());
            assertThat(errors.get(i).reason().wireName()).isEqualTo(rows.get(i).reason());
        }
    }
}
