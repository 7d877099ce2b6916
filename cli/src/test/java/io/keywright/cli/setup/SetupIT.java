package io.keywright.cli.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import io.keywright.cli.Pasted;
import io.keywright.cli.Started;
import io.keywright.testkit.openbao.OpenBao;
import io.keywright.testkit.openbao.SharedOpenBao;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * The wizard against real providers, from flags alone: it writes the configuration and says that the provider does not serve
 * yet; whoever then does the very steps that it printed, and no more, has one that serves.
 */
@ExtendWith(SharedOpenBao.class)
@ResourceLock(SharedOpenBao.LOCK)
class SetupIT {

    private static final Path SOFT_HSM = Path.of("/usr/lib/softhsm/libsofthsm2.so");

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void needsTheServer() {
        Started.assumeBuilt();
    }

    private void write(String name, String content) throws IOException {
        Path file = Files.writeString(folder.resolve(name), content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    /** What the wizard reports, and the commands that it wants to be done. */
    private record Tried(Map<String, Object> report) {

        static Tried read(String output) throws IOException {
            return new Tried(JSON.std.mapFrom(output.lines().findFirst().orElseThrow()));
        }

        String commands() {
            return objects("steps").stream()
                    .map(step -> String.valueOf(step.get("text")))
                    .collect(Collectors.joining("\n"));
        }

        String firstReason() {
            return objects("checks").stream()
                    .filter(check -> check.containsKey("reason"))
                    .map(check -> String.valueOf(check.get("reason")))
                    .findFirst()
                    .orElse("none");
        }

        @SuppressWarnings("unchecked") // JSON objects have text names
        private List<Map<String, Object>> objects(String name) {
            return Objects.requireNonNull((List<Map<String, Object>>) report.get(name));
        }
    }

    private static Tried fails(Pasted person, String setup) throws Exception {
        Tried tried = Tried.read(person.run("code=0; " + setup + " -o json || code=$?; test $code = 1"));
        assertThat(tried.report()).containsEntry("status", "fail");
        return tried;
    }

    private void serves(Pasted person, String setup) throws Exception {
        assertThat(person.run(setup + " --force"))
                .contains("Written to", "PASS  describe", "Set up in ")
                .doesNotContain("FAIL");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("out.properties"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aLocalProviderServesAtOnce() throws Exception {
        write("passphrase", "correct horse battery staple\n");

        assertThat(Pasted.in(folder)
                        .run("keywright setup --provider local --set passphrase-file=passphrase --out out.properties"))
                .contains("✓ PASS  wrong_context")
                .doesNotContain("FAIL", "ERROR", "WARN");
    }

    @Test
    void openBaoServesOnceThePrintedStepsAreDone(OpenBao bao) throws Exception {
        write("token", bao.token("1h", "keywright"));
        String setup =
                "keywright setup --yes --provider vault --default --out out.properties --set address=%s --set ca=%s"
                                .formatted(bao.address(), bao.ca())
                        + " --set mount=set-up --set key=root --set auth=token --set token-file=token";
        Pasted person = Pasted.in(folder)
                .with(OpenBao.programs())
                .with("BAO_ADDR", bao.address())
                .with("BAO_CACERT", bao.ca().toString())
                .with("BAO_TOKEN", bao.root().token());

        Tried tried = fails(person, setup);
        assertThat(tried.firstReason()).as("%s", tried.report()).isEqualTo("bad_credentials");
        person.run(tried.commands());

        serves(person, setup);
        assertThat(folder.resolve("out.properties"))
                .content()
                .contains("keywright.root.provider=vault", "keywright.providers.vault.mount=set-up")
                .doesNotContain(Files.readString(folder.resolve("token")));
    }

    @Test
    void softHsmServesOnceThePrintedStepsAreDone() throws Exception {
        assumeTrue(Files.exists(SOFT_HSM), "skipped: SoftHSM is not installed, run make peers");
        Files.createDirectories(folder.resolve("keywright"));
        Files.createDirectory(folder.resolve("tokens"));
        Files.writeString(folder.resolve("softhsm2.conf"), "directories.tokendir = " + folder.resolve("tokens"));
        write("officer-pin", "officer-5678");
        write("pin", "user-1234");
        write("keywright/pin", "not known yet");
        String setup = "keywright setup --yes --provider pkcs11 --name hsm --out out.properties --set library=%s"
                        .formatted(SOFT_HSM)
                + " --set token=keywright --set pin-file=keywright/pin --set key=keywright-root";
        Pasted person = Pasted.in(folder)
                .with("SOFTHSM2_CONF", folder.resolve("softhsm2.conf").toString());

        person.run(fails(person, setup).commands());

        serves(person, setup);
        assertThat(folder.resolve("out.properties"))
                .content()
                .contains("keywright.providers.hsm.type=pkcs11", "keywright.providers.hsm.pin-file=" + folder)
                .doesNotContain("user-1234");
    }
}
