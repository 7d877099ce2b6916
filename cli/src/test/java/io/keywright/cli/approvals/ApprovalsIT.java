package io.keywright.cli.approvals;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.cli.CapturedTerminal;
import io.keywright.cli.SharedServer;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The command against a development server. */
class ApprovalsIT {

    @TempDir
    private static Path folder = Path.of("");

    @RegisterExtension
    private static final SharedServer SERVER = new SharedServer();

    @BeforeAll
    static void issue() {
        SERVER.issue("approver", "demo", "approver");
    }

    private static CapturedTerminal approvals(int exitCode, String as, String... arguments) {
        return SERVER.call(
                exitCode,
                Stream.of(Stream.of("approvals"), Stream.of(arguments), Stream.of("--as", as))
                        .flatMap(each -> each)
                        .toArray(String[]::new));
    }

    private static KmsClient demo() throws Exception {
        return SERVER.demo();
    }

    private static String guardedKey(KmsClient demo) throws Exception {
        Map<String, Object> policy = Map.of("allowed_modules", List.of("*"), "requires_approval", true);
        return demo.post("keys", Map.of("key_type", "Ed25519", "key_usage", List.of("sign"), "access_policy", policy))
                .text("key_id");
    }

    private static String request(String key) {
        return "{\"key_id\":\"" + key + "\",\"data\":\"aGVsbG8=\"}";
    }

    private static String asked(String key, String reason) {
        String shown = approvals(0, "demo", "request", "sign", key, "--request", request(key), "--reason", reason)
                .output();
        assertThat(shown)
                .containsPattern("state +pending, 0 of 1")
                .containsPattern("key +" + key)
                .containsPattern("requester +spiffe://keywright.dev/tenant/demo/.*/module/M21");
        return shown.lines().findFirst().orElseThrow();
    }

    @Test
    void aGrantedRequestPassesWithItsToken() throws Exception {
        try (KmsClient demo = demo()) {
            String key = guardedKey(demo);
            String id = asked(key, "the release of today");

            assertThat(approvals(1, "demo", "show", id, "--token").errors())
                    .contains("The approval is pending; only spiffe://");
            assertThat(approvals(0, "approver", "approve", id).output())
                    .containsPattern("state +approved, 1 of 1")
                    .containsPattern("granted by +spiffe://.*/module/approver")
                    .doesNotContain("eyJ");
            assertThat(approvals(0, "demo", "show", id).output()).doesNotContain("eyJ");
            String token = approvals(0, "demo", "show", id, "--token").output().strip();
            KmsAnswer signed = demo.post("sign", Map.of("key_id", key, "data", "aGVsbG8=", "approval_token", token));

            assertThat(signed.bytes("signature")).hasSize(64);
            assertThat(approvals(0, "demo", "show", id).output()).containsPattern("state +spent");
        }
    }

    /** The command waits, as it does in a terminal of its own. */
    private static CompletableFuture<CapturedTerminal> changing(String key, int exitCode, String reason) {
        return waiting(exitCode, "policy", "set", key, "--max-usage-per-day", "7", "--approve", reason);
    }

    private static CompletableFuture<CapturedTerminal> waiting(int exitCode, String... arguments) {
        return CompletableFuture.supplyAsync(() -> SERVER.call(exitCode, arguments));
    }

    private static String awaitAsked(String key) throws InterruptedException {
        while (true) {
            String listed = approvals(0, "approver", "list", "--state", "pending", "--key-id", key)
                    .output();
            if (listed.contains(key)) {
                return listed.lines().skip(1).findFirst().orElseThrow().replaceFirst(" .*", "");
            }
            Thread.sleep(50);
        }
    }

    @Test
    void aChangeWaitsForItsApprovalAndIsMadeThen() throws Exception {
        try (KmsClient demo = demo()) {
            String key = guardedKey(demo);
            CompletableFuture<CapturedTerminal> change = changing(key, 0, "a lower limit");

            approvals(0, "approver", "approve", awaitAsked(key));

            CapturedTerminal screen = change.get(30, TimeUnit.SECONDS);
            assertThat(screen.output()).containsPattern("uses a day +7\\n").doesNotContain("eyJ");
            assertThat(screen.errors()).contains("Waiting for others to decide", "keywright approvals approve ");
        }
    }

    @Test
    void whatUsesAGuardedKeyWaitsLikewise() throws Exception {
        SERVER.call(0, "keys", "create", "--type", "AES-256", "--alias", "guarded-files");
        SERVER.call(0, "policy", "set", "alias/guarded-files", "--requires-approval");
        String key = SERVER.call(0, "keys", "show", "alias/guarded-files")
                .output()
                .lines()
                .findFirst()
                .orElseThrow();
        String plain =
                Files.writeString(folder.resolve("plain"), "not for everybody").toString();
        String secret = folder.resolve("secret").toString();
        String again = folder.resolve("again").toString();

        assertThat(SERVER.call(1, "encrypt", "alias/guarded-files", plain).errors())
                .contains("403 POLICY_VIOLATION");
        granted(key, waiting(0, "encrypt", "alias/guarded-files", plain, "--out", secret, "--approve", "to be sent"));
        granted(key, waiting(0, "decrypt", secret, "--out", again, "--approve", "it came"));
        assertThat(Path.of(again)).hasContent("not for everybody");
        String wrapped = folder.resolve("wrapped").toString();
        CapturedTerminal made =
                granted(key, waiting(0, "data-key", "create", "alias/guarded-files", "--approve", "a database"));
        Files.writeString(Path.of(wrapped), made.output());
        assertThat(granted(key, waiting(0, "data-key", "unwrap", wrapped, "--approve", "it starts"))
                        .output())
                .hasSizeGreaterThan(40);
    }

    private static CapturedTerminal granted(String key, CompletableFuture<CapturedTerminal> waiting) throws Exception {
        approvals(0, "approver", "approve", awaitAsked(key));
        return waiting.get(30, TimeUnit.SECONDS);
    }

    @Test
    void aChangeThatIsDeniedIsNotMade() throws Exception {
        try (KmsClient demo = demo()) {
            String key = guardedKey(demo);
            CompletableFuture<CapturedTerminal> change = changing(key, 1, "a lower limit");

            approvals(0, "approver", "deny", awaitAsked(key));

            assertThat(change.get(30, TimeUnit.SECONDS).errors()).contains("The approval is denied; nothing was done.");
        }
    }

    @Test
    void aDeniedRequestGetsNoToken() throws Exception {
        try (KmsClient demo = demo()) {
            String id = asked(guardedKey(demo), "an idea");

            assertThat(approvals(0, "approver", "deny", id).output())
                    .containsPattern("state +denied, 0 of 1")
                    .containsPattern("denied by +spiffe://.*/module/approver");
            assertThat(approvals(1, "approver", "approve", id).errors()).contains("403 POLICY_VIOLATION", "denied");
            assertThat(approvals(1, "demo", "show", id, "--token").output()).isEmpty();
        }
    }

    @Test
    void listsAsATableWhatNobodyCanDeface() throws Exception {
        try (KmsClient demo = demo()) {
            String key = guardedKey(demo);
            String older = asked(key, "clear \u202Eme\u2028, " + "and so on ".repeat(10));
            String newer = asked(key, "short");

            String table = approvals(0, "approver", "list").output();

            assertThat(table.lines().findFirst().orElseThrow())
                    .matches("ID +STATE +OPERATION +KEY +REQUESTER +EXPIRES +REASON");
            assertThat(table)
                    .containsPattern(
                            newer + "  pending +sign +" + key + "  M21 +\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\dZ  short\n"
                                    + older + "  pending .*  clear \uFFFDme\uFFFD, (and so on )+.*…\n")
                    .doesNotContain("\u202E", "\u2028");
            assertThat(approvals(0, "approver", "list", "--limit", "1").output())
                    .contains(newer, "--limit")
                    .doesNotContain(older);
            assertThat(approvals(0, "approver", "list", "--all", "--key-id", key, "--state", "pending")
                            .output())
                    .contains(newer, older)
                    .doesNotContain("--limit");
            assertThat(approvals(0, "approver", "list", "--key-id", key, "--operation", "revoke")
                            .output())
                    .isEqualTo("There are no such approvals.\n");
            assertThat(approvals(1, "approver", "list", "--state", "a&b").errors())
                    .contains("400 INVALID_REQUEST", "state");
        }
    }

    @Test
    void readsTheRequestFromAFileToo() throws Exception {
        try (KmsClient demo = demo()) {
            String key = guardedKey(demo);
            String file = Files.writeString(folder.resolve("request.json"), request(key))
                    .toString();
            String[] rest = {"--reason", "the same"};

            String byFile =
                    digest(approvals(0, "demo", "request", "sign", key, "--request-file", file, rest[0], rest[1]));
            String written =
                    digest(approvals(0, "demo", "request", "sign", key, "--request", request(key), rest[0], rest[1]));

            assertThat(byFile).isEqualTo(written).startsWith("sha256 ");
        }
    }

    private static String digest(CapturedTerminal screen) {
        return screen.output()
                .lines()
                .filter(line -> line.strip().startsWith("request "))
                .findFirst()
                .orElseThrow()
                .replaceFirst(" *request +", "");
    }

    @Test
    void refusalsEndItInTheServicesWords() {
        String nobodys = "019a0000-0000-7000-8000-000000000000";

        assertThat(approvals(1, "other", "show", nobodys).errors()).contains("404 KEY_NOT_FOUND", "no such approval");
        assertThat(approvals(0, "other", "list").output()).isEqualTo("Nobody has asked for an approval.\n");
        assertThat(approvals(2, "demo", "list", "--limit", "0").errors()).contains("--limit must be 1 or more");
    }

    @Test
    void misuseIsToldBeforeAnythingIsSent() {
        assertThat(approvals(2, "demo", "show", "nonsense").errors()).contains("nonsense");
        assertThat(approvals(2, "demo", "request", "sign", "--reason", "r").errors())
                .contains("--request");
        assertThat(approvals(2, "demo", "request", "sign", "--reason", "r", "--request", "[1]")
                        .errors())
                .contains("--request must be a JSON object");
        assertThat(approvals(2, "demo", "request", "sign", "--reason", "r", "--request-file", "/nowhere/x")
                        .errors())
                .contains("/nowhere/x must be a file");
    }
}
