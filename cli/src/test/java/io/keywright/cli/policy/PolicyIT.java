package io.keywright.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.cli.CapturedTerminal;
import io.keywright.cli.Keywright;
import io.keywright.cli.Started;
import io.keywright.cli.installation.Installation;
import io.keywright.cli.kms.Connection;
import io.keywright.cli.kms.KmsAnswer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command against a development server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PolicyIT {

    @TempDir
    private static Path folder = Path.of("");

    private List<Started> servers = List.of();

    @BeforeAll
    void start() throws Exception {
        Started.assumeBuilt();
        Started server = Started.keywright(folder, "", "dev", "--port", "0", "--data", data());
        servers = List.of(server);
        server.awaitOutput("Ctrl-C stops it");
    }

    @AfterAll
    void stop() {
        servers.forEach(Started::close);
    }

    private static String data() {
        return folder.resolve("data").toString();
    }

    private CapturedTerminal run(int exitCode, String... arguments) {
        CapturedTerminal screen = new CapturedTerminal();
        List<String> all = new ArrayList<>(List.of("policy"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--data", data()));
        int ended = Keywright.commandLine(screen.terminal(), new Installation(Path.of("/nowhere")))
                .execute(all.toArray(String[]::new));
        assertThat(ended).as(screen.errors()).isEqualTo(exitCode);
        return screen;
    }

    private KmsAnswer post(String path, Map<String, ?> body) {
        Connection connection = new Connection();
        new CommandLine(CommandLine.Model.CommandSpec.create()
                        .addMixin("connection", CommandLine.Model.CommandSpec.forAnnotatedObject(connection)))
                .parseArgs("--data", data());
        return connection.call(client -> client.post(path, body));
    }

    private String newKey() {
        return post("keys", Map.of("key_type", "Ed25519", "key_usage", List.of("sign", "verify")))
                .text("key_id");
    }

    @Test
    void showsAPolicy() {
        String key = newKey();

        assertThat(run(0, "get", key).output()).isEqualTo("""
                        %s
                          allowed    M21
                          approval   not required
                          uses a day 10000000
                        """.formatted(key));
    }

    @Test
    void changesWhatIsNamedAndNothingElse() {
        String key = newKey();
        run(0, "set", key, "--max-usage-per-day", "5");
        run(0, "set", key, "--allow", "M21", "--allow", "M7=verify,sign");

        assertThat(run(0, "get", key).output())
                .contains("allowed    M21 M7=sign,verify\n", "approval   not required\n", "uses a day 5\n");
        assertThat(run(0, "set", key, "--allow", "M21").output()).contains("allowed    M21\n");
    }

    @Test
    void whatIsSetHolds() {
        String key = newKey();
        assertThat(run(0, "set", key, "--requires-approval").output()).contains("approval   required");

        assertThat(run(1, "set", key, "--no-approval").errors()).contains("403 POLICY_VIOLATION");
        assertThat(run(0, "get", key).output()).contains("approval   required");
    }

    @Test
    void saysWhatTheServiceRefuses() {
        assertThat(run(1, "get", "alias/nobody").errors()).contains("404 KEY_NOT_FOUND");
        assertThat(run(1, "get", newKey(), "--as", "other").errors()).contains("404 KEY_NOT_FOUND");
        assertThat(run(1, "set", newKey(), "--max-usage-per-day", "0").errors()).contains("400 INVALID_REQUEST");
    }

    @Test
    void saysWhatCannotBeUsed() {
        String key = newKey();
        assertThat(run(2, "get", "../config").errors()).contains("KEY must be");
        assertThat(run(2, "set", key).errors()).contains("Say what to change");
        assertThat(run(2, "set", key, "--allow", "M7=dance").errors()).contains("--allow must be one of");
        assertThat(run(2, "set", key, "--allow", "=sign").errors()).contains("--allow must be MODULE");
        assertThat(run(2, "set", key, "--requires-approval", "--no-approval").errors())
                .contains("contradict");
    }
}
