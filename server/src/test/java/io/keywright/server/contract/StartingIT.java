package io.keywright.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.pki.DevelopmentPki;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Launch;
import io.keywright.server.harness.Served;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that cannot do its work does not start, and says why. */
@Served
class StartingIT {

    private final Installation running;

    StartingIT(Installation running) {
        this.running = running;
    }

    @Test
    void aPropertyThatThereIsNotIsRefused(@TempDir Path folder) {
        Launch.Failure failure = failure(folder, Map.of("keywright.http.prot", "1"));

        assertThat(failure.output()).contains("keywright.http.prot");
    }

    @Test
    void allFaultsAreToldAtOnceAndNothingIsTouched(@TempDir Path folder) {
        Launch.Failure failure = failure(
                folder,
                Map.of(
                        "keywright.profile", "production",
                        "keywright.cache.keys", "0",
                        "keywright.ledger.queue", "0",
                        "keywright.keys.allowed-algorithms", "RS256,ROT13"));

        assertThat(failure.output())
                .contains(
                        "keywright.providers.local.allow-file-in-production",
                        "keywright.cache.keys",
                        "keywright.ledger.queue",
                        "keywright.keys.allowed-algorithms")
                .doesNotContain("\tat ");
        assertThat(folder.resolve("data").resolve("keywright.db")).doesNotExist();
        assertThat(folder.resolve("data").resolve("root.key")).doesNotExist();
    }

    @Test
    void aSecondServerDoesNotTakeTheDataOfTheFirst(@TempDir Path folder) {
        Launch.Failure failure = new Launch(running.data(), Map.of(), folder.resolve("log")).startInVain();

        assertThat(failure.exitCode()).isNotZero();
        assertThat(failure.output()).contains(running.data().toString());
        running.asNewTenant().newKey("Ed25519");
    }

    private static Launch.Failure failure(Path folder, Map<String, String> properties) {
        Path data = folder.resolve("data");
        DevelopmentPki.ensure(data);
        Launch.Failure failure = new Launch(data, properties, folder.resolve("log")).startInVain();
        assertThat(failure.exitCode()).isNotZero();
        return failure;
    }
}
