package io.keywright.server.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.server.harness.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A start that must fail with words for the operator and leave everything as it is. */
final class RefusedStart {

    private static final int MAX_LINES = 15;

    private RefusedStart() {}

    /**
     * Passes if the server gives up, says all of {@code said} in a few lines without a trace of its insides, and has
     * changed nothing.
     *
     * @return what it said
     */
    static String of(Launch launch, String... said) throws IOException {
        Snapshot before = Snapshot.of(launch.data());
        Path log = Files.createTempFile("keywright-refused", ".log");
        try {
            Launch.Failure failure = launch.loggingTo(log).startInVain();
            assertThat(failure.exitCode()).as("exit code").isPositive();
            assertThat(failure.output())
                    .as("what the server said")
                    .startsWith("Keywright does not start. ")
                    .contains(said)
                    .doesNotContain("Exception", "Caused by", "\tat ", "io.keywright", "io.quarkus")
                    .satisfies(output -> assertThat(output.lines().count()).isLessThanOrEqualTo(MAX_LINES));
            before.assertUnchanged();
            return failure.output();
        } finally {
            Files.delete(log);
        }
    }
}
