package io.keywright.cli.witness;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.cli.Started;
import io.keywright.ledger.note.VerifierKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code keywright witness} as a process, on a port of its own choice. */
final class RunningWitness {

    private static final Pattern ADDRESS = Pattern.compile("http://localhost:\\d+");

    private RunningWitness() {}

    /**
     * Starts one that knows a log, and returns once it serves.
     *
     * @param folder in which it keeps its data, in {@code witness}
     */
    static Started start(Path folder, VerifierKey log) throws IOException, InterruptedException {
        Started started = Started.keywright(
                folder,
                "",
                "witness",
                "--name=witness.example/w",
                "--log=" + log,
                "--data=" + folder.resolve("witness"),
                "--port=0");
        started.awaitOutput("witness.vkey");
        return started;
    }

    static String url(Started witness) throws IOException {
        Matcher address = ADDRESS.matcher(witness.output());
        assertThat(address.find()).isTrue();
        return address.group();
    }
}
