package io.keywright.providers.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.root.ProviderKey;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.model.ProviderKeyReference;
import io.keywright.pki.CertificateAuthority;
import io.keywright.pki.PemFiles;
import io.keywright.pki.issuing.Validity;
import io.keywright.providers.vault.VaultSettings.Login;
import io.keywright.testkit.openbao.OpenBao;
import java.io.OutputStream;
import java.io.Reader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The page that leads from nothing to a root provider does, and says what the code says. */
@Timeout(180)
class VaultSetupPageTest {

    private static final Path PAGE = Path.of("")
            .toAbsolutePath()
            .resolveSibling("docs/setup/VAULT_SETUP.md")
            .normalize();
    private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
    private static final String PREFIX = "keywright.providers.vault.";
    private static final String STOP_AT_THE_END = "trap 'kill $!; wait' EXIT\n";
    private static final String GO_ON_WHEN_TOLD = "\ntouch done\nread -r told\n";

    @TempDir
    private Path folder = Path.of("");

    private static String page() throws Exception {
        return Files.readString(PAGE);
    }

    @Test
    void itsLinesLeadFromAnEmptyFolderToAKeyThatWraps() throws Exception {
        Path program = OpenBao.program();
        PemFiles.writeCertificate(
                folder.resolve("kubernetes-ca.pem"),
                CertificateAuthority.create("Kubernetes", Validity.from(Instant.now(), Duration.ofHours(1)))
                        .certificate());
        Process shell = shell(program.resolveSibling(""));
        try (OutputStream told = shell.getOutputStream()) {
            awaitEnd(shell);
            assertThat(output()).contains("Success! Uploaded policy: keywright").containsPattern("(?m)^true");
            for (String login : new String[] {"approle", "token"}) {
                requireWraps(read(login));
            }
            for (String login : new String[] {"kubernetes", "certificate"}) {
                assertThat(read(login).faults()).as(login).isEmpty();
            }
            told.write('\n');
        }
        assertThat(shell.waitFor()).as(output()).isZero();
    }

    private Process shell(Path programs) throws Exception {
        String blocks =
                BLOCK.matcher(page()).results().map(block -> block.group(1)).collect(Collectors.joining("\n"));
        String lines = STOP_AT_THE_END + blocks.replace("127.0.0.1:8200", "127.0.0.1:" + freePort()) + GO_ON_WHEN_TOLD;
        ProcessBuilder builder = new ProcessBuilder("sh", "-e", "-c", lines)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        builder.environment().merge("PATH", programs + ":", (path, added) -> added + path);
        builder.environment().put("HOME", folder.toString());
        return builder.start();
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitEnd(Process shell) throws Exception {
        long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!Files.exists(folder.resolve("done"))) {
            assertThat(shell.isAlive() && System.nanoTime() < end).as(output()).isTrue();
            Thread.sleep(50);
        }
    }

    private String output() throws Exception {
        return Files.readString(folder.resolve("output"));
    }

    private VaultSettings read(String login) throws Exception {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(folder.resolve("keywright/" + login + ".properties"), UTF_8)) {
            properties.load(reader);
        }
        assertThat(properties.remove(PREFIX + "type")).isEqualTo("vault");
        VaultSettings settings = new VaultSettings(
                take(properties, "address"),
                take(properties, "mount"),
                take(properties, "key"),
                take(properties, "namespace"),
                take(properties, "ca").map(Path::of),
                false,
                new Login(
                        take(properties, "auth"),
                        take(properties, "auth-mount"),
                        take(properties, "token-file").map(Path::of),
                        take(properties, "role-id"),
                        take(properties, "secret-id-file").map(Path::of),
                        take(properties, "role"),
                        take(properties, "jwt-file").map(Path::of),
                        take(properties, "certificate").map(Path::of),
                        take(properties, "certificate-key").map(Path::of)));
        assertThat(properties).as("properties that there are not").isEmpty();
        return settings;
    }

    private static Optional<String> take(Properties properties, String name) throws Exception {
        assertThat(page()).as("the table of properties").contains("`" + name + "`");
        return Optional.ofNullable((String) properties.remove(PREFIX + name));
    }

    private static void requireWraps(VaultSettings settings) throws Exception {
        try (VaultRootProvider provider = new VaultRootProvider("vault", settings, System::nanoTime)) {
            ProviderKey key = provider.open(ProviderKeyReference.DEFAULT);
            byte[] blob = Wraps.wrap(key);
            assertThat(Wraps.unwrap(key, blob)).isEqualTo(Wraps.secret());
            assertThat(key.describe(Wraps.soon()).version()).isEqualTo("2");
        }
    }

    @Test
    void itsPolicyIsTheOneThatErrorsAndSetUpPrint() throws Exception {
        assertThat(page()).contains(VaultPermissions.of("transit", "keywright").hcl());
    }

    @Test
    void itSaysWhatEachReasonMeans() throws Exception {
        for (Reason reason : new Reason[] {
            Reason.PERMISSION_MISSING,
            Reason.BAD_CREDENTIALS,
            Reason.KEY_NOT_FOUND,
            Reason.KEY_DISABLED,
            Reason.WRONG_KEY_TYPE,
            Reason.ALTERED,
            Reason.WRONG_ENDPOINT,
            Reason.UNREACHABLE,
            Reason.THROTTLED
        }) {
            assertThat(page()).contains("| `" + reason.wireName() + "` |");
        }
    }
}
