package io.keywright.cli.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.cli.Started;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as it is installed, which finds in the server what tries a provider. */
class SetupIT {

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void requireServer() {
        Started.assumeBuilt();
    }

    @Test
    void aLocalProviderIsSetUpWithoutQuestions() throws Exception {
        Path passphrase = Files.writeString(folder.resolve("passphrase"), "correct horse battery staple\n");
        Files.setPosixFilePermissions(passphrase, PosixFilePermissions.fromString("rw-------"));
        String out = folder.resolve("out.properties").toString();
        try (Started setup = Started.keywright(
                folder, "", "setup", "--provider", "local", "--set", "passphrase-file=" + passphrase, "--out", out)) {
            assertThat(setup.exitCode()).as(setup.output()).isZero();
            assertThat(setup.output()).contains("✓ PASS  wrong_context").doesNotContain("FAIL", "ERROR", "WARN");
        }
    }
}
