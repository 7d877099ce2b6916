package io.keywright.cli.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.cli.CapturedTerminal;
import io.keywright.cli.SharedServer;
import io.keywright.ledger.cosignature.CosignatureType;
import io.keywright.ledger.cosignature.CosignerKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The command against a development server, and then without any. */
class EvidenceIT {

    private static final String ANOTHER_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    @TempDir
    private static Path folder = Path.of("");

    @RegisterExtension
    private static final SharedServer SERVER = new SharedServer();

    @BeforeAll
    static void export() {
        CapturedTerminal screen =
                evidence(0, "export", "--from", "2026-01-01", "--out", zip().toString(), "--data", data());
        assertThat(screen.output()).contains("✓ " + zip(), "receipts");
    }

    private static String data() {
        return SERVER.data().toString();
    }

    private static Path zip() {
        return folder.resolve("evidence.zip");
    }

    private static String key() {
        return SERVER.ledgerKey();
    }

    private static CapturedTerminal evidence(int exitCode, String... arguments) {
        return SharedServer.run(
                exitCode,
                Stream.concat(Stream.of("evidence"), Stream.of(arguments)).toArray(String[]::new));
    }

    @Test
    void whatWasExportedIsProved() {
        CapturedTerminal screen = evidence(0, "verify", zip().toString(), "--key", key());

        assertThat(screen.output())
                .contains("✓ Each file is, byte for byte", "✓ The ledger's key signed each of", "demo")
                .doesNotContain("came with the package");
    }

    @Test
    void anExportsPackageCanBeFetchedOnceMore() throws Exception {
        String exported = evidence(
                        0, "export", "--from", "2026-01-01", "--out", file("once"), "--data", data(), "-o", "json")
                .output();
        String id = exported.replaceAll("(?s).*\"export_id\":\"([^\"]*)\".*", "$1");

        CapturedTerminal screen = evidence(0, "download", id, "--out", file("twice"), "--data", data());

        assertThat(screen.output()).contains("✓ " + file("twice"), "receipts", "keywright evidence verify");
        assertThat(Path.of(file("twice"))).hasSameBinaryContentAs(Path.of(file("once")));
        assertThat(evidence(2, "download", id, "--out", file("twice"), "--data", data())
                        .errors())
                .contains("is there already");
        String unknown = "01900000-0000-7000-8000-000000000000";
        assertThat(evidence(1, "download", unknown, "--out", file("nothing"), "--data", data())
                        .errors())
                .contains("NOT_FOUND");
        assertThat(Path.of(file("nothing"))).doesNotExist();
    }

    private static String file(String name) {
        return folder.resolve(name + ".zip").toString();
    }

    @Test
    void theLedgersSecondKeyIsAskedForToo() {
        CapturedTerminal screen = evidence(0, "verify", zip().toString(), "--key", key() + "s");

        assertThat(screen.output()).contains(", ML-DSA-44 cosigned the checkpoint at 2");
    }

    @Test
    void aWitnessThatDoesNotVouchMakesItFail() throws Exception {
        String line = CosignerKey.of(
                        "witness.example/w",
                        CosignatureType.ED25519,
                        KeyPairGenerator.getInstance("Ed25519")
                                .generateKeyPair()
                                .getPublic())
                .toString();
        Path file = Files.writeString(folder.resolve("witness.vkey"), line + "\n");

        for (String named : List.of(line, file.toString())) {
            assertThat(evidence(1, "verify", zip().toString(), "--key", key(), "--witness-key", named)
                            .output())
                    .contains("COSIGNATURE_MISSING", "✗ witness.example/w, Ed25519 does not vouch");
        }
        assertThat(evidence(2, "verify", zip().toString(), "--key", key(), "--witness-key", "nobody")
                        .errors())
                .contains("--witness-key is neither");
    }

    @Test
    void aKeyFromThePackageIsBelievedLoudly() {
        String output = evidence(3, "verify", zip().toString(), "--tree-only").output();

        assertThat(output).startsWith("! Not proved: who made this package.").contains("(came with the package)");
    }

    @Test
    void programsGetOneObject() {
        assertThat(evidence(0, "verify", zip().toString(), "--key", key(), "-o", "json")
                        .output())
                .startsWith("{\"chain_after\":\"")
                .contains("\"findings\":[]", "\"key_given\":true", "\"proved\":true", "\"tenant_id\":\"demo\"");
        assertThat(evidence(3, "verify", zip().toString(), "-o", "json").output())
                .contains("\"key_given\":false", "\"proved\":false", "\"sound\":true");
    }

    @Test
    void anotherLedgersKeyProvesNothing() {
        assertThat(evidence(1, "verify", zip().toString(), "--key", ANOTHER_KEY).output())
                .contains("✗ Not proved", "ledger.vkey", "KEY_NOT_TRUSTED");
    }

    @Test
    void anAlteredByteIsFoundOut() throws Exception {
        byte[] bytes = Files.readAllBytes(zip());
        bytes[bytes.length / 2] ^= 1;
        Path altered = Files.write(folder.resolve("altered.zip"), bytes);

        assertThat(evidence(1, "verify", altered.toString(), "--key", key()).output())
                .contains("✗ Not proved");
    }

    @Test
    void misuseIsTold() {
        assertThat(evidence(2, "verify", folder.resolve("nothing.zip").toString())
                        .errors())
                .contains("cannot be read");
        assertThat(evidence(2, "verify", zip().toString(), "--key", "no key").errors())
                .contains("--key is neither");
        assertThat(evidence(2, "verify", zip().toString(), "--jobs", "0").errors())
                .contains("--jobs");
        assertThat(evidence(2, "export", "--from", "2026-01-01", "--out", zip().toString(), "--data", data())
                        .errors())
                .contains("is there already");
        assertThat(evidence(2, "export", "--from", "yesterday", "-o", "x.zip").errors())
                .contains("must be a day or a time");
    }
}
