package io.keywright.providers.pkcs11;

import static io.keywright.providers.pkcs11.Calls.key;
import static io.keywright.providers.pkcs11.Calls.roundTrips;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.work.Deadline;
import io.keywright.providers.pkcs11.cryptoki.TokenAdmin;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The page that leads from nothing to a root provider does, and says what the code says. */
@ResourceLock(SoftHsm.LOCK)
class Pkcs11SetupPageTest {

    private static final Path PAGE = Path.of("")
            .toAbsolutePath()
            .resolveSibling("docs/setup/PKCS11_SETUP.md")
            .normalize();
    private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
    private static final Pattern MODULE = Pattern.compile("(?m)^export MODULE=.*$");
    private static final String PREFIX = "keywright.providers.hsm.";

    @TempDir
    private Path folder = Path.of("");

    private static String page() throws Exception {
        return Files.readString(PAGE);
    }

    @Test
    void itsLinesLeadFromAnEmptyFolderToAKeyThatWraps() throws Exception {
        Path library = SoftHsm.library();
        assumeTrue(runs("pkcs11-tool"), "skipped: pkcs11-tool is not installed, run make peers");
        String blocks =
                BLOCK.matcher(page()).results().map(block -> block.group(1)).collect(Collectors.joining("\n"));
        String lines = MODULE.matcher(blocks).replaceFirst("export MODULE=" + library);
        Process shell = new ProcessBuilder("sh", "-e", "-c", lines)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        assertThat(shell.waitFor(60, TimeUnit.SECONDS)).isTrue();
        String output = Files.readString(folder.resolve("output"));
        assertThat(shell.exitValue()).as(output).isZero();
        assertThat(output).contains("sensitive, always sensitive, never extractable, local");
        requireWraps(library);
    }

    private static boolean runs(String program) {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
    }

    /** The process has one folder of tokens, which the new token is put into. */
    private void requireWraps(Path library) throws Exception {
        SoftHsm.adoptTokens(folder.resolve("tokens"));
        TokenAdmin admin = new TokenAdmin(library);
        admin.finalizeLibrary();
        try (Pkcs11RootProvider provider = new Pkcs11RootProvider("hsm", settings(), CryptoProviders.jdk())) {
            roundTrips(key(provider));
            assertThat(key(provider)
                            .describe(Deadline.in(Duration.ofSeconds(20)))
                            .id())
                    .startsWith("pkcs11:token=keywright;")
                    .endsWith("object=keywright-root;id=%01");
        }
    }

    private Pkcs11Settings settings() throws Exception {
        Properties lines = new Properties();
        try (Reader file = Files.newBufferedReader(folder.resolve("keywright/pkcs11.properties"), UTF_8)) {
            lines.load(file);
        }
        assertThat(lines.remove(PREFIX + "type")).isEqualTo("pkcs11");
        Pkcs11Settings settings = new Pkcs11Settings(
                take(lines, "library").map(Path::of),
                take(lines, "token"),
                take(lines, "pin-file").map(Path::of),
                take(lines, "key"),
                Pkcs11Settings.DEFAULT_THREADS);
        assertThat(lines).as("unknown lines").isEmpty();
        return settings;
    }

    private static Optional<String> take(Properties lines, String name) {
        return Optional.ofNullable((String) lines.remove(PREFIX + name));
    }

    @Test
    void namesEveryRuleForKeysAndNoOther() throws Exception {
        String rules = KeyKind.WRAPPING.rules().stream()
                .map(rule -> rule.toString().replaceFirst(" ", "` | "))
                .map(rule -> "| `" + rule + " |\n")
                .collect(Collectors.joining());
        assertThat(page()).contains("|---|---|\n" + rules + "\n");
    }

    @Test
    void leadsThroughTheStepsThatTheWizardPrints() throws Exception {
        assertThat(page()).contains(Pkcs11Steps.softHsmToken("keywright").command() + "\n");
        for (Pkcs11Steps.Step step : Pkcs11Steps.ofAnyToken("keywright", "keywright-root")) {
            assertThat(page()).contains(step.command() + "\n");
        }
    }
}
