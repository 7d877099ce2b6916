package io.keywright.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.cli.Started;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoIT {

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void needsTheServer() {
        Started.assumeBuilt();
    }

    private List<String> leftovers() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::toString)
                    .filter(name -> name.contains("keywright-demo-"))
                    .toList();
        }
    }

    @Test
    void showsTheMainJobAndLeavesNothingBehind() throws Exception {
        try (Started demo = Started.keywright(folder, "", "demo")) {
            assertThat(demo.exitCode()).as(demo.output()).isZero();

            assertThat(demo.output())
                    .contains("✓ Ed25519 ", "✓ RSA-2048 ", "✓ AES-256 ")
                    .contains("README.md signed with Ed25519  EdDSA", "README.md signed with RSA-2048  PS256")
                    .contains("256 KiB of random bytes encrypted  AES-256-GCM", "✓ decrypted, the same bytes again")
                    .contains("✓ the old signature still verifies")
                    .contains("✓ signing with the old key is refused  409 KEY_INACTIVE")
                    .containsPattern("✓ receipts fetched, each with its proof  1\\d receipts")
                    .containsPattern("✓ every signature and every place in the log checked  1\\d proved")
                    .contains("✓ one altered byte is caught, wherever it is  tried 50 places")
                    .doesNotContain("✗", "\033");
        }
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void aServerThatCannotStartFailsTheDemoAndLeavesNothingBehind() throws Exception {
        try (Started demo = Started.keywright(folder, "-Dkeywright.root.provider=nonsense", "demo")) {
            assertThat(demo.exitCode()).as(demo.output()).isEqualTo(1);

            assertThat(demo.output())
                    .contains("✗ serves", "keywright: The demo failed at", "keywright.root.provider")
                    .doesNotContain("✓");
        }
        assertThat(leftovers()).isEmpty();
    }

    /** By TERM: a shell in the background makes its children deaf to INT, and the JVM heeds both alike. */
    @Test
    void anInterruptedDemoLeavesNothingBehind() throws Exception {
        try (Started demo = Started.keywright(folder, "", "demo")) {
            demo.awaitOutput("✓ Ed25519 ");
            List<ProcessHandle> servers = demo.process().descendants().toList();
            assertThat(servers).isNotEmpty();

            demo.signal("TERM");

            assertThat(demo.exitCode()).isEqualTo(143);
            assertThat(servers).noneMatch(ProcessHandle::isAlive);
        }
        assertThat(leftovers()).isEmpty();
    }
}
