package io.keywright.cli.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.cli.CapturedTerminal;
import io.keywright.cli.SharedServer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The command against a development server, which lets webhooks go to public addresses alone. */
class SubscriptionsIT {

    private static final String NOBODY = "019a0000-0000-7000-8000-000000000000";

    /** TEST-NET addresses are not public; this one is, and nothing is sent to it. */
    private static final String PUBLIC = "https://192.88.98.1/hook";

    @RegisterExtension
    private static final SharedServer SERVER = new SharedServer();

    private static CapturedTerminal run(int exitCode, String... arguments) {
        return SERVER.call(
                exitCode,
                Stream.concat(Stream.of("subscriptions"), Stream.of(arguments)).toArray(String[]::new));
    }

    private static String id(CapturedTerminal created) {
        return created.output().lines().findFirst().orElseThrow();
    }

    @Test
    void makesShowsChangesRenewsAndDeletes() {
        CapturedTerminal created = run(0, "create", "--webhook", PUBLIC, "--types", "key_rotated,key_revoked");
        String id = id(created);
        assertThat(created.output())
                .containsPattern("state +active")
                .containsPattern("events +key_revoked,key_rotated|events +key_rotated,key_revoked")
                .containsPattern("secret +whsec_");
        assertThat(run(0, "show", id).output()).contains(PUBLIC).doesNotContain("whsec_");
        assertThat(run(0, "list").output()).contains(id, "active", PUBLIC);

        assertThat(run(0, "change", id, "--types", "key_revoked").output())
                .contains(PUBLIC)
                .containsPattern("events +key_revoked\n");
        assertThat(run(0, "change", id, "--webhook", PUBLIC + "/other").output())
                .contains(PUBLIC + "/other")
                .containsPattern("events +key_revoked\n");
        assertThat(run(0, "renew-secret", id, "--overlap", "60").output())
                .containsPattern("secret +whsec_")
                .contains("secret before until");
        assertThat(run(0, "resume", id, "--from", "0", "-o", "json").output()).contains("\"next_index\":0");
        assertThat(run(0, "delete", id).output()).contains(id);
        assertThat(run(1, "show", id).errors()).contains("404 KEY_NOT_FOUND");
    }

    @Test
    void saysWhatIsRefused() {
        assertThat(run(1, "create", "--webhook", "https://127.0.0.1/").errors()).contains("400 INVALID_REQUEST", "url");
        assertThat(run(1, "test", NOBODY).errors()).contains("404 KEY_NOT_FOUND");
        assertThat(run(1, "renew-secret", NOBODY, "--overlap", "-1").errors()).contains("400 INVALID_REQUEST");
    }

    @Test
    void saysWhatIsMisused() {
        assertThat(run(2, "create").errors()).contains("--webhook", "--topic");
        assertThat(run(2, "create", "--webhook", PUBLIC, "--topic", "t").errors())
                .contains("either");
        assertThat(run(2, "change", NOBODY).errors()).contains("Say what to change");
        assertThat(run(2, "show", "nonsense").errors()).contains("nonsense");
    }
}
