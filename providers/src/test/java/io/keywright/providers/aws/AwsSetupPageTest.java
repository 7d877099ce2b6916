package io.keywright.providers.aws;

import static io.keywright.providers.aws.AwsFixture.fault;
import static io.keywright.providers.aws.AwsFixture.in;
import static io.keywright.providers.aws.AwsFixture.wrap;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.keywright.core.root.ProviderKey;
import io.keywright.model.ProviderKeyReference;
import io.keywright.testkit.provider.aws.AwsEmulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The lines of the page lead from an account to a key that wraps, with the permissions that the page gives and no others. */
@Timeout(180)
class AwsSetupPageTest {

    private static final Path PAGE = Path.of("")
            .toAbsolutePath()
            .resolveSibling("docs/setup/AWS_KMS_SETUP.md")
            .normalize();
    private static final Pattern LINES = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

    /** Moto asks policies about actions, and knows of no key in them. */
    private static final Pattern OF_A_KEY = Pattern.compile("arn:aws:kms:[^\"]*");

    private static final Pattern POLICY = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path folder;

    private AwsEmulator emulator;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(
                Files.isExecutable(AwsEmulator.programs().resolve("aws")),
                "skipped: AWS' command is not installed, run make peers");
        emulator = AwsEmulator.moto();
    }

    @AfterEach
    void stop() {
        if (emulator != null) {
            emulator.close();
        }
    }

    private static List<String> all(Pattern pattern) throws Exception {
        return pattern.matcher(Files.readString(PAGE))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private String run(String lines) throws Exception {
        Path output = folder.resolve("output");
        ProcessBuilder builder = new ProcessBuilder("sh", "-e", "-c", lines)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().merge("PATH", AwsEmulator.programs() + ":", (path, added) -> added + path);
        builder.environment()
                .putAll(Map.of(
                        "AWS_ENDPOINT_URL", emulator.endpoint().toString(),
                        "AWS_ACCESS_KEY_ID", "admin",
                        "AWS_SECRET_ACCESS_KEY", "admin"));
        int exit = builder.start().waitFor();
        String said = Files.readString(output, UTF_8);
        assertThat(exit).as(said).isZero();
        return said;
    }

    @Test
    void itsLinesLeadFromAnAccountToAKeyThatWraps() throws Exception {
        Files.writeString(
                folder.resolve("keywright-policy.json"),
                OF_A_KEY.matcher(all(POLICY).getFirst()).replaceAll("*"));
        List<String> lines = all(LINES);
        assertThat(lines).hasSize(3);
        String savesKey = "printf %s \"$KEY_ARN\" > key";
        run(String.join("\n", lines.getFirst(), savesKey, lines.get(1), lines.get(2)));

        Path credentials = folder.resolve("aws-credentials");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(credentials)))
                .isEqualTo("rw-------");
        requireWraps(credentials, Files.readString(folder.resolve("key")));
    }

    private void requireWraps(Path credentials, String key) throws Exception {
        try (AwsAdministration administration = new AwsAdministration(emulator.endpoint());
                AwsRootProvider provider =
                        new AwsRootProvider("aws", AwsFixture.settings(emulator.endpoint(), credentials, key))) {
            administration.enforce(true);
            ProviderKey opened = provider.open(ProviderKeyReference.DEFAULT);
            assertThat(opened.describe(in(10_000)).id()).isEqualTo(key);
            assertThat(fault(() -> wrap(opened))).isNull();
            administration.enforce(false);
        }
    }
}
