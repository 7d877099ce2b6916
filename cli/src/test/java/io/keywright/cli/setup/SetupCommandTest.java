package io.keywright.cli.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.cli.CapturedTerminal;
import io.keywright.verifier.terminal.Complaints;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SetupCommandTest {

    private static final String ARN = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

    @TempDir
    private Path folder = Path.of("");

    private final CapturedTerminal screen = new CapturedTerminal();
    private final FakeTrial trial = new FakeTrial();

    private Path file = Path.of("");
    private String token = "";

    @BeforeEach
    void prepare() throws IOException {
        file = folder.resolve("out.properties");
        token = Files.writeString(folder.resolve("token"), "s3cret").toString();
    }

    private int run(Person person, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--out", file.toString()));
        CommandLine command = new CommandLine(new SetupCommand(screen.terminal(), person, () -> trial));
        Complaints.handle(command, screen.terminal());
        return command.execute(all.toArray(String[]::new));
    }

    private int vault(String... more) {
        List<String> all =
                new ArrayList<>(List.of("--provider", "vault", "--set", "address=https://bao:8200", "--yes"));
        all.addAll(List.of("--set", "key=k", "--set", "auth=token", "--set", "token-file=" + token));
        all.addAll(List.of(more));
        return run(new ScriptedPerson(), all.toArray(String[]::new));
    }

    private Properties written() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            properties.load(in);
        }
        return properties;
    }

    @Test
    void aPersonIsLedFromTheChoiceToTheTrial() throws Exception {
        ScriptedPerson person = new ScriptedPerson(
                "vault",
                "bao",
                "",
                "https://bao:8200",
                "",
                "",
                "",
                "bad",
                "tokens",
                "token",
                "no such file",
                token,
                "yes",
                "",
                "",
                "",
                "",
                "k",
                "",
                "", // again, as the key was not right
                "",
                "yes");
        trial.refusing("permission_missing");

        assertThat(run(person)).as(screen.errors()).isZero();

        assertThat(screen.output())
                .contains("Take it if you run one already", "docs/setup/CHOOSING_A_PROVIDER.md")
                .contains("It needs an answer.", "auth must be one of", "token-file must be the path of a file")
                .contains("keywright.providers.bao.key: must be a key.", "another fault")
                .contains("bao policy write keywright - <<'HCL'", "\nHCL\n")
                .contains("FAIL  describe", "permission_missing", "To do: Allow kms:Decrypt on the key.")
                .contains("PASS  describe", "Set up in 1 s")
                .doesNotContain("s3cret", "role-id");
        assertThat(person.prompts()).contains("  auth (approle, token, kubernetes, certificate) [approle]: ");
        assertThat(written())
                .containsEntry("keywright.root.provider", "bao")
                .containsEntry("keywright.providers.bao.token-file", token)
                .containsEntry("keywright.providers.bao.key", "k")
                .hasSize(7);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aPersonWhoLeavesHasNothingWritten() {
        assertThat(run(new ScriptedPerson("vault", "bao"))).isEqualTo(2);

        assertThat(screen.errors()).contains("The input ended");
        assertThat(file).doesNotExist();
    }

    @Test
    void optionsSayTheSameWithoutQuestions() throws Exception {
        assertThat(vault("--name", "bao", "--default")).isZero();

        assertThat(written())
                .containsEntry("keywright.providers.bao.address", "https://bao:8200")
                .hasSize(6);
    }

    @Test
    void whatIsMissingIsNamedAllAtOnceAndNothingIsWritten() {
        assertThat(run(new ScriptedPerson(), "--provider", "aws", "--set", "credentials=file", "--yes"))
                .isEqualTo(2);

        assertThat(screen.errors()).contains("--set key=…", "--set region=…", "--set credentials-file=…");
        assertThat(run(new ScriptedPerson(), "--yes")).isEqualTo(2);
        assertThat(screen.errors()).contains("--provider, one of: local, vault, pkcs11, aws, gcp, azure");
        assertThat(file).doesNotExist();
    }

    @Test
    void whatAServiceWouldRefuseIsNotWritten() {
        assertThat(vault("--set", "key=bad")).isEqualTo(2);

        assertThat(screen.errors()).contains("nothing was written", "must be a key.", "another fault");
        assertThat(file).doesNotExist();
    }

    @Test
    void secretsAreNeitherWrittenNorRepeated() {
        assertThat(vault("--set", "token-file=hvs.pasted", "--set", "passphrase=pasted"))
                .isEqualTo(2);

        assertThat(screen.errors())
                .contains("token-file must be the path of a file", "passphrase is a secret")
                .doesNotContain("pasted");
        assertThat(vault("--set", "mount=${env.SECRET}")).isEqualTo(2);
        assertThat(file).doesNotExist();
    }

    @Test
    void aFileThatIsThereIsReplacedOnlyByForce() throws Exception {
        Files.writeString(file, "mine");

        assertThat(vault()).isEqualTo(2);
        assertThat(screen.errors()).contains("was left alone", "--force");
        assertThat(file).hasContent("mine");
        assertThat(vault("--force")).isZero();
        assertThat(written()).hasSize(5);
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void aProgramReadsWhatWasTriedAndByTheExitCodeThatItFailed() {
        trial.refusing("unreachable");

        assertThat(vault("-o", "json")).isEqualTo(1);

        assertThat(screen.output())
                .startsWith("{\"status\":\"fail\",\"provider\":\"vault\"")
                .contains("\"name\":\"describe\",\"status\":\"fail\",\"duration_ms\":42,\"reason\":\"unreachable\"")
                .contains("what_to_do")
                .hasLineCount(1);
        assertThat(screen.errors()).contains("does not serve yet");
    }

    @Test
    void thePolicyIsForWhomTheOptionNames() {
        String own = "arn:aws:iam::111122223333:role/kms";
        int exitCode = run(
                new ScriptedPerson(),
                "--provider",
                "aws",
                "--set",
                "key=" + ARN,
                "--set",
                "region=eu-central-1",
                "--set",
                "credentials=ambient",
                "--principal",
                own,
                "--yes");

        assertThat(exitCode).isZero();
        assertThat(screen.output()).contains("\"Principal\": {\"AWS\": \"" + own + "\"}", "kms:Decrypt");
    }
}
