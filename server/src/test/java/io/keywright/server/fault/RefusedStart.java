package io.keywright.server.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.server.CheckBeforeStart;
import io.keywright.server.harness.Launch;
import io.keywright.server.wiring.OpenedInProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

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
        Path log = Files.createTempFile("keywright-refused", ".log");
        try {
            return refused(launch.data(), said, () -> {
                Launch.Failure failure = launch.loggingTo(log).startInVain();
                assertThat(failure.exitCode()).as("exit code").isPositive();
                return failure.output();
            });
        } finally {
            Files.delete(log);
        }
    }

    /** The same of the check before a start alone, in this process, which takes milliseconds. */
    static String byCheck(Launch launch, String... said) {
        return refused(launch.data(), said, () -> CheckBeforeStart.findings(launch.settings()));
    }

    /** The same of what a server opens before it serves, in this process, which takes milliseconds. */
    static String byOpening(Launch launch, String... said) {
        return refused(launch.data(), said, () -> OpenedInProcess.findings(launch.settings()));
    }

    private static String refused(Path data, String[] said, Supplier<String> start) {
        Snapshot before = Snapshot.of(data);
        String output = start.get();
        assertThat(output)
                .as("what the server said")
                .startsWith("Keywright does not start. ")
                .contains(said)
                .doesNotContain("Exception", "Caused by", "\tat ", "io.keywright", "io.quarkus")
                .satisfies(it -> assertThat(it.lines().count()).isLessThanOrEqualTo(MAX_LINES));
        before.assertUnchanged();
        return output;
    }
}
