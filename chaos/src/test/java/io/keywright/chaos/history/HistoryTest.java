package io.keywright.chaos.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A history is read as it was written. */
class HistoryTest {

    @TempDir
    Path folder;

    @Test
    void whatWasWrittenIsRead() throws Exception {
        Operation operation = new Operation(
                Kind.SIGN, 2, "M21", 5, 9, Outcome.UNKNOWN, 0, Map.of("key_id", "k"), Map.of("failure", "\"late\""));
        Incident incident = new Incident("node-killed", 1, 3, 8);
        Path file = folder.resolve("history.jsonl");
        try (History.Writer writer = new History.Writer(file)) {
            writer.add(operation);
            writer.add(incident);
        }

        assertThat(History.read(file)).isEqualTo(new History(List.of(operation), List.of(incident)));
    }
}
