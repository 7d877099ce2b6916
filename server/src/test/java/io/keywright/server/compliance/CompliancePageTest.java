package io.keywright.server.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.model.ComplianceCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/compliance.md has a row for each check, and for no other. */
class CompliancePageTest {

    private static final Pattern ROW =
            Pattern.compile("^\\| `([a-z_]+)` \\| (high|medium|low) \\| [^|]+ \\| ([^|]+) \\|$", Pattern.MULTILINE);

    private record Row(String name, String severity, String remedy) {

        static Row of(ComplianceCheck check) {
            return new Row(check.wireName(), check.severity().wireName(), check.remedy());
        }
    }

    @Test
    void theTableIsTheCode() throws Exception {
        String page = Files.readString(Path.of("..", "docs", "compliance.md"));
        List<Row> rows = ROW.matcher(page)
                .results()
                .map(row -> new Row(row.group(1), row.group(2), row.group(3)))
                .toList();
        assertThat(rows)
                .containsExactlyElementsOf(
                        Arrays.stream(ComplianceCheck.values()).map(Row::of).toList());
    }
}
