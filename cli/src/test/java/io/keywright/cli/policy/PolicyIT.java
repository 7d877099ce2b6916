package io.keywright.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.cli.CapturedTerminal;
import io.keywright.cli.SharedServer;
import io.keywright.cli.kms.KmsClient;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The command against a development server. */
class PolicyIT {

    @RegisterExtension
    private static final SharedServer SERVER = new SharedServer();

    private CapturedTerminal run(int exitCode, String... arguments) {
        return SERVER.call(
                exitCode,
                Stream.concat(Stream.of("policy"), Stream.of(arguments)).toArray(String[]::new));
    }

    private static String newKey() {
        try (KmsClient demo = SERVER.demo()) {
            return demo.post("keys", Map.of("key_type", "Ed25519", "key_usage", List.of("sign", "verify")))
                    .text("key_id");
        } catch (Exception e) {
            throw new AssertionError("no key", e);
        }
    }

    @Test
    void showsAPolicy() {
        String key = newKey();

        assertThat(run(0, "get", key).output()).isEqualTo("""
                        %s
                          allowed      M21
                          approval     not required
                          uses a day   10000000
                        """.formatted(key));
    }

    @Test
    void showsAPolicyAsTheServiceSaysIt() {
        String key = newKey();

        assertThat(run(0, "get", key, "-o", "json").output())
                .startsWith("{\"")
                .contains("\"key_id\":\"" + key + "\"", "\"requires_approval\":false")
                .endsWith("}\n");
        assertThat(run(2, "get", key, "-o", "xml").errors()).contains("--format", "table, json, yaml");
    }

    @Test
    void changesWhatIsNamedAndNothingElse() {
        String key = newKey();
        run(0, "set", key, "--max-usage-per-day", "5");
        run(0, "set", key, "--allow", "M21", "--allow", "M7=verify,sign");

        assertThat(run(0, "get", key).output())
                .contains("allowed      M21 M7=sign,verify\n", "approval     not required\n", "uses a day   5\n");
        assertThat(run(0, "set", key, "--allow", "M21").output()).contains("allowed      M21\n");
    }

    @Test
    void whatIsSetHolds() {
        String key = newKey();
        assertThat(run(0, "set", key, "--requires-approval").output()).contains("approval     required");

        assertThat(run(1, "set", key, "--no-approval").errors()).contains("403 POLICY_VIOLATION");
        assertThat(run(0, "get", key).output()).contains("approval     required");
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
