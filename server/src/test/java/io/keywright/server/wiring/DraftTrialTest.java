package io.keywright.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.providers.ProviderTrial;
import io.keywright.providers.ProviderTrial.Check;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DraftTrialTest {

    @TempDir
    private Path folder = Path.of("");

    private final ProviderTrial trial = new DraftTrial();

    private Map<String, String> local(String passphrase) throws Exception {
        Path file = Files.writeString(folder.resolve("passphrase"), passphrase);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return Map.of("type", "local", "passphrase-file", file.toString());
    }

    @Test
    void isWhatTheCommandFinds() {
        assertThat(ServiceLoader.load(ProviderTrial.class)).hasOnlyElementsOfType(DraftTrial.class);
    }

    @Test
    void whatServesPassesAllChecksAndLeavesNothingBehind() throws Exception {
        assertThat(trial.run("local", local("correct horse battery staple\n")))
                .extracting(Check::name)
                .containsExactly("open", "describe", "generate", "encrypt", "decrypt", "wrong_context");
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void theFirstCheckThatFailsIsTheLastAndSaysWhy() throws Exception {
        List<Check> checks = trial.run("mine", local("short\n"));

        assertThat(checks).hasSize(1);
        assertThat(checks.getLast().failure())
                .map(ProviderTrial.Failure::reason)
                .isEqualTo(Optional.of("bad_credentials"));
        assertThat(checks.getLast()
                        .failure()
                        .map(ProviderTrial.Failure::whatToDo)
                        .orElse(""))
                .contains("credentials in the provider's properties");
    }

    @Test
    void everythingThatAServiceWouldRefuseIsNamedAtOnce() {
        assertThat(trial.faults(
                        "a", Map.of("type", "aws", "credentials", "file", "token", "x", "kee", "y", "threads", "many")))
                .anySatisfy(fault -> assertThat(fault).contains("keywright.providers.a.kee", "no such property"))
                .anySatisfy(fault -> assertThat(fault).startsWith("keywright.providers.a.threads: must be"))
                .anySatisfy(fault -> assertThat(fault).startsWith("keywright.providers.a.region: must be"))
                .anySatisfy(
                        fault -> assertThat(fault).startsWith("keywright.providers.a.credentials-file: must be set"))
                .anySatisfy(
                        fault -> assertThat(fault).startsWith("keywright.providers.a.token: a provider of type aws"));
        assertThat(trial.faults("Bad Name", Map.of("type", "cloud")))
                .anySatisfy(fault -> assertThat(fault).contains("there is no type 'cloud'"));
        assertThat(trial.faults("local", Map.of("type", "local")))
                .anySatisfy(
                        fault -> assertThat(fault).startsWith("keywright.providers.local.allow-file-in-production"));
    }
}
