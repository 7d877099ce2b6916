package io.keywright.cli.install;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.cli.Pasted;
import io.keywright.cli.Started;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What {@code make dist} packs, made once for all tests. */
final class Distribution {

    private static final Path TARGET = Pasted.HOME.resolve("target");
    private static boolean made;

    private Distribution() {}

    /** The folder that the archive holds. */
    static synchronized Path folder() throws IOException, InterruptedException {
        if (!made) {
            Started.assumeBuilt();
            Process dist = new ProcessBuilder(Pasted.HOME.resolve("deploy/dist").toString())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(dist.getInputStream().readAllBytes(), UTF_8);
            assertThat(dist.waitFor()).as(output).isZero();
            made = true;
        }
        return TARGET.resolve("dist/keywright");
    }

    /** The archive. */
    static Path archive() throws IOException, InterruptedException {
        folder();
        try (Stream<Path> files = Files.list(TARGET)) {
            return files.filter(file -> file.toString().endsWith("-linux-x86_64.tar.gz"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
