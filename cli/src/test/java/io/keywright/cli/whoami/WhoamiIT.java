package io.keywright.cli.whoami;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.cli.CapturedTerminal;
import io.keywright.cli.Keywright;
import io.keywright.cli.Started;
import io.keywright.cli.installation.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WhoamiIT {

    @TempDir
    private Path folder = Path.of("");

    private final CapturedTerminal screen = new CapturedTerminal();

    @BeforeAll
    static void needsTheServer() {
        Started.assumeBuilt();
    }

    private int run(String... arguments) {
        return Keywright.commandLine(screen.terminal(), new Installation(Path.of("/nowhere")))
                .execute(arguments);
    }

    private int whoami(String url, String name) {
        Path pki = folder.resolve("data").resolve("pki");
        return run(
                "whoami",
                "--url",
                url,
                "--ca",
                pki.resolve("ca.pem").toString(),
                "--cert",
                pki.resolve(name + ".pem").toString(),
                "--key",
                pki.resolve(name + "-key.pem").toString());
    }

    @Test
    void tellsWhatTheServiceMakesOfAnIssuedIdentity() throws Exception {
        Path data = folder.resolve("data");
        Path ready = folder.resolve("ready");
        try (Started server = Started.keywright(
                folder, "", "dev", "--port", "0", "--data", data.toString(), "--ready-file", ready.toString())) {
            server.awaitOutput("Ctrl-C stops it");
            String url = Files.readString(ready).strip();

            assertThat(run(
                            "pki",
                            "issue",
                            "--data",
                            data.toString(),
                            "--tenant",
                            "acme",
                            "--module",
                            "M7",
                            "--out",
                            data.resolve("pki").resolve("acme").toString()))
                    .isZero();
            assertThat(whoami(url, "acme")).isZero();
            assertThat(screen.output())
                    .containsPattern("tenant_id +acme")
                    .containsPattern("module +M7")
                    .doesNotContain("person");
            assertThat(whoami(url, "operator")).isZero();
            assertThat(screen.output()).containsPattern("subject +spiffe://keywright.dev/module/operator");
        }
    }

    @Test
    void saysThatAFileCannotBeUsed() throws IOException {
        Path file = Files.writeString(folder.resolve("x"), "junk");

        assertThat(run("whoami", "--url", "https://localhost:1", "--cert", file.toString(), "--key", file.toString()))
                .isEqualTo(2);
        assertThat(screen.errors()).contains(file + ", or what belongs to it, cannot be used");
    }
}
