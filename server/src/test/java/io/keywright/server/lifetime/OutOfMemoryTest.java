package io.keywright.server.lifetime;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.work.Supervisor;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A thread that exhausts the heap ends its process with the exit code that the operator is told of. */
class OutOfMemoryTest {

    /** A process of its own. */
    static final class Exhausted {

        private Exhausted() {}

        public static void main(String[] args) throws InterruptedException {
            new Supervisor(new ThreadWatch(), InstantSource.system())
                    .start(Thread.ofVirtual().name("greedy"), () -> {
                        System.out.println(new long[1 << 28].length);
                    });
            TimeUnit.HOURS.sleep(1);
        }
    }

    @Test
    void theProcessEndsWithExitCode3() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx24m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Exhausted.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(process.waitFor(Duration.ofSeconds(60))).isTrue();
            assertThat(process.exitValue()).isEqualTo(3);
        } finally {
            process.destroyForcibly();
        }
    }
}
