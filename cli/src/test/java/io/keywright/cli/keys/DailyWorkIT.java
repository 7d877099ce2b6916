package io.keywright.cli.keys;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import io.keywright.cli.CapturedTerminal;
import io.keywright.cli.SharedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What people do with keys, against a development server. */
class DailyWorkIT {

    @RegisterExtension
    private static final SharedServer SERVER = new SharedServer();

    @TempDir
    private Path folder = Path.of("");

    private static CapturedTerminal run(int exitCode, String line, String... more) {
        return SERVER.call(
                exitCode,
                Stream.concat(Stream.of(line.split(" ")), Stream.of(more)).toArray(String[]::new));
    }

    private static String member(CapturedTerminal screen, String name) throws IOException {
        return String.valueOf(JSON.std.mapFrom(screen.output()).get(name));
    }

    private static String newKey(String options) throws IOException {
        return member(run(0, "keys create -o json " + options), "key_id");
    }

    private String file(String name, int bytes) throws IOException {
        byte[] content = new byte[bytes];
        new Random(bytes).nextBytes(content);
        return Files.write(folder.resolve(name), content).toString();
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void aKeyGoesThroughItsLife() throws Exception {
        String key = newKey("--type Ed25519 --alias daily-life");

        assertThat(run(0, "keys show alias/daily-life").output())
                .startsWith(key)
                .containsPattern("uses +sign,verify")
                .containsPattern("state +active");
        assertThat(run(0, "keys list --alias daily-life").output())
                .containsPattern("KEY +ALIAS +TYPE +STATE +USES +UNTIL")
                .containsPattern(key + " +daily-life +Ed25519 +active");
        String successor = member(run(0, "keys rotate alias/daily-life -o json"), "new_key_id");
        assertThat(run(0, "keys show " + key).output()).containsPattern("replaced by +" + successor);
        assertThat(run(0, "keys archive " + successor).output()).containsPattern("state +archived");
        assertThat(run(0, "keys restore " + successor).output()).containsPattern("state +active");
        assertThat(run(0, "keys destroy " + successor + " --wait P7D").output()).containsPattern("destroyed on +20");
        assertThat(run(0, "keys cancel-destruction " + successor).output()).doesNotContain("destroyed on");
        assertThat(run(0, "keys revoke --reason retired " + successor).output()).containsPattern("revoked +20");
        assertThat(run(1, "keys restore " + successor).errors()).contains("409 KEY_REVOKED");
        assertThat(run(0, "receipts list --operation key_revoked --key-id " + successor)
                        .output())
                .containsPattern("key_revoked +" + successor + " +success");
    }

    @Test
    void allFormsSayTheSame() throws Exception {
        String key = newKey("--type EC-P256");

        assertThat(run(0, "keys show -o yaml " + key).output())
                .contains(
                        "key_id: " + key + "\n",
                        "key_usage:\n- sign\n- verify\n",
                        "access_policy:\n  allowed_modules:");
        assertThat(run(0, "keys public-key " + key).output()).startsWith("-----BEGIN PUBLIC KEY-----");
        assertThat(member(run(0, "keys public-key --encoding jwk " + key), "crv"))
                .isEqualTo("P-256");
        assertThat(member(run(0, "keys public-key -o json " + key), "public_key"))
                .startsWith("-----BEGIN PUBLIC KEY-----");
        assertThat(run(0, "keys public-key -o yaml --encoding jwk " + key).output())
                .contains("key_id: " + key + "\n", "key_type: EC-P256\n", "encoding: jwk\n", "  crv: P-256\n")
                .containsPattern("receipt_id: [0-9a-f-]{36}\n");
        assertThat(run(0, "keys public-key -o json --encoding der " + key, "--out", path("key.der"))
                        .output())
                .doesNotContain("public_key\"");
        assertThat(folder.resolve("key.der")).content(ISO_8859_1).startsWith("0Y0\u0013");
        assertThat(run(1, "keys show alias/nobody").errors()).contains("404 KEY_NOT_FOUND");
        assertThat(run(2, "keys create --type").errors()).contains("--type");
    }

    @Test
    void aFileIsSignedAndChecked() throws Exception {
        String key = newKey("--type Ed25519");
        String file = file("small", 1000);
        run(0, "sign", key, file, "--out", path("small.sig"));

        assertThat(run(0, "verify-signature", key, file, "--signature", path("small.sig"))
                        .output())
                .startsWith("✓ The signature is right: EdDSA");
        assertThat(run(1, "verify-signature", key, file("other", 999), "--signature", path("small.sig"))
                        .output())
                .startsWith("✗ The signature is wrong");
    }

    @Test
    void aRoleIsGivenAndTakenBack() throws Exception {
        String binding = member(
                run(0, "roles bind auditor spiffe://keywright.dev/module/daily --tenant demo --as operator -o json"),
                "binding_id");

        assertThat(run(0, "roles list --tenant demo --as operator").output())
                .containsPattern(binding + " +demo +all +all +auditor");
        assertThat(run(0, "roles unbind --as operator " + binding).output()).contains(binding);
        assertThat(run(1, "roles unbind --as operator " + binding).errors()).contains("404");
    }
}
