package io.keywright.cli.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.keywright.cli.SharedServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What runbooks have somebody type at night is typed here, against a server that runs, and ends as the page says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ResourceLock(SharedServer.MEMORY)
class RunbooksIT {

    /** What begins lines that are not typed here, and why. */
    private static final Map<String, String> ELSEWHERE =
            Map.of("systemctl", "no systemd runs the shared server; InstallPageIT types them where one does");

    /** A search that finds nothing ends with 1, and says that there is nothing. */
    private static final Set<Integer> FOUND_OR_NOT = Set.of(0, 1);

    @RegisterExtension
    private static final SharedServer SERVER = new SharedServer();

    @TempDir
    private static Path folder = Path.of("");

    private OnCall onCall;

    @BeforeAll
    void comeOnCall() throws Exception {
        onCall = new OnCall(SERVER, folder);
    }

    @AfterAll
    void goHome() {
        if (onCall != null) {
            onCall.close();
        }
    }

    static List<TypedLine> lines() {
        return TypedLine.all().stream()
                .filter(line -> !ELSEWHERE.containsKey(line.program()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("lines")
    void aLineEndsAsItsPageSays(TypedLine line) throws Exception {
        assumeTrue(onCall.has(line), "skipped: what it calls is not installed, run make peers");
        StringBuilder said = new StringBuilder();

        int ended = onCall.type(onCall.filled(line), said);

        assertThat(expected(line)).as("%s", said).contains(ended);
        assertThat(said).contains(told(line));
    }

    /** What says that a program did it, of those whose exit code does not. */
    private static String told(TypedLine line) {
        return switch (line.program()) {
            case "fsck" -> "Successfully fsck'd log";
            case "aws" -> line.text().contains("sync") ? "/ledger/checkpoint to copy/checkpoint" : "example-ledger";
            default -> "";
        };
    }

    /** Pages say when it is 3: {@code ledger verify} without a trusted key, and promtool, of two names that stay. */
    private static Set<Integer> expected(TypedLine line) {
        if (line.text().replaceAll("'[^']*'", "").matches("(.*\\| )?grep [^|]*")) {
            return FOUND_OR_NOT;
        }
        boolean untrusted =
                line.text().contains("ledger verify") && !line.text().contains("--key");
        return untrusted || line.text().endsWith("promtool check metrics") ? Set.of(3) : Set.of(0);
    }

    @Test
    void whatIsNotTypedHereStandsInAPage() {
        assertThat(TypedLine.all()).extracting(TypedLine::program).containsAll(ELSEWHERE.keySet());
    }
}
