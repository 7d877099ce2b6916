package io.keywright.chaos.clock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A JVM whose clock is wrong. */
class ClockTest {

    private static final int LOOKS = 200;

    @TempDir
    Path folder;

    /** Says its time as often as it is asked. */
    static final class Asked {

        private Asked() {}

        public static void main(String[] arguments) throws IOException {
            while (System.in.read() >= 0) {
                System.out.println(InstantSource.system().instant());
            }
        }
    }

    @Test
    void aClockGoesWrongAndRightAgain() throws Exception {
        Clock clock = new Clock(folder);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        clock.option(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Asked.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (OutputStream question = process.getOutputStream();
                BufferedReader answer = process.inputReader(UTF_8)) {
            for (Duration error : new Duration[] {Duration.ofSeconds(90), Duration.ofSeconds(-90), Duration.ZERO}) {
                clock.shift(error);
                assertThat(differs(error, question, answer)).isTrue();
            }
        }
        assertThat(process.waitFor()).isZero();
    }

    /** Whether its clock comes to differ so much from the true time. */
    private static boolean differs(Duration error, OutputStream question, BufferedReader answer) throws Exception {
        for (int look = 0; look < LOOKS; look++) {
            question.write('?');
            question.flush();
            Instant told = Instant.parse(answer.readLine());
            if (Duration.between(Instant.now().plus(error), told).abs().toSeconds() < 5) {
                return true;
            }
            Thread.sleep(10);
        }
        return false;
    }
}
