package io.keywright.cli.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.pki.DevelopmentPki;
import io.keywright.verifier.terminal.CommandFailed;
import io.keywright.verifier.terminal.ExitCode;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ConnectionTest {

    @TempDir
    private Path folder = Path.of("");

    private DevelopmentPki pki = DevelopmentPki.in(folder);

    @BeforeEach
    void makeIdentities() {
        pki = DevelopmentPki.ensure(folder);
    }

    private static Connection of(String... options) {
        return of(Map.of(), options);
    }

    private static Connection of(Map<String, String> environment, String... options) {
        Connection connection = new Connection(environment, Path.of("/nowhere"));
        new CommandLine(CommandLine.Model.CommandSpec.create()
                        .addMixin("connection", CommandLine.Model.CommandSpec.forAnnotatedObject(connection)))
                .parseArgs(options);
        return connection;
    }

    private Connection here(String... more) {
        String[] options = new String[more.length + 2];
        options[0] = "--data";
        options[1] = folder.toString();
        System.arraycopy(more, 0, options, 2, more.length);
        return of(options);
    }

    @Test
    void callsTheDevelopmentServerOfTheFolder() throws Exception {
        try (EchoServer server = new EchoServer(pki)) {
            Files.writeString(folder.resolve("ready"), server.url() + "\n");

            assertThat(here().<String>call(client -> client.text("text"))).isEqualTo(" as it is\n");
            assertThat(here("--as", "operator").<String>call(client -> client.text("text")))
                    .isEqualTo(" as it is\n");
        }
    }

    @Test
    void callsAnyServiceWithTheFilesThatAreNamed() throws Exception {
        try (EchoServer server = new EchoServer(pki)) {
            Connection named = of(
                    "--url", server.url().toString(),
                    "--ca", pki.ca().certificate().toString(),
                    "--cert", pki.other().certificate().toString(),
                    "--key", pki.other().privateKey().toString());

            assertThat(named.<String>call(client -> client.text("text"))).isEqualTo(" as it is\n");
        }
    }

    @Test
    void aRefusalEndsTheCommandWithTheServicesWords() throws Exception {
        try (EchoServer server = new EchoServer(pki)) {
            Connection connection = here("--url", server.url().toString());

            assertThatThrownBy(() -> connection.call(client -> client.post("refused", Map.of())))
                    .isInstanceOf(CommandFailed.class)
                    .hasMessage("409 KEY_INACTIVE: Use its successor.")
                    .hasFieldOrPropertyWithValue("exitCode", ExitCode.FAILED);
        }
    }

    @Test
    void whatMayBeDoneLaterEndsTheCommandWithACodeOfItsOwn() {
        KmsRefusal later = new KmsRefusal(429, "RATE_LIMITED", "Wait a minute.", true, Map.of());

        assertThatThrownBy(() -> here("--url", "https://localhost:1").call(_ -> {
                    throw later;
                }))
                .hasMessage("429 RATE_LIMITED: Wait a minute.")
                .hasFieldOrPropertyWithValue("exitCode", ExitCode.UNANSWERED);
        assertThatThrownBy(() -> here("--url", "https://localhost:1").call(client -> client.text("text")))
                .hasFieldOrPropertyWithValue("exitCode", ExitCode.UNANSWERED);
    }

    @Test
    void saysThatNoServerRuns() {
        assertThatThrownBy(() -> here().call(client -> client.text("text"))).hasMessageContaining("keywright dev");
        assertThatThrownBy(() -> here("--url", "https://localhost:1").call(client -> client.text("text")))
                .hasMessageContaining("There is no service at https://localhost:1");
    }

    @Test
    void doesNotTrustAServiceOfAnotherAuthority() throws Exception {
        DevelopmentPki stranger = DevelopmentPki.ensure(folder.resolve("stranger"));
        try (EchoServer server = new EchoServer(pki)) {
            Connection connection = here(
                    "--url",
                    server.url().toString(),
                    "--ca",
                    stranger.ca().certificate().toString());

            assertThatThrownBy(() -> connection.call(client -> client.text("text")))
                    .hasMessageContaining("No secure connection");
        }
    }

    @Test
    void explainsThatAServiceDoesNotTakeTheCertificate() throws Exception {
        DevelopmentPki stranger = DevelopmentPki.ensure(folder.resolve("stranger"));
        try (EchoServer server = new EchoServer(pki)) {
            Connection connection = of(
                    "--url", server.url().toString(),
                    "--ca", pki.ca().certificate().toString(),
                    "--cert", stranger.demo().certificate().toString(),
                    "--key", stranger.demo().privateKey().toString());

            assertThatThrownBy(() -> connection.call(client -> client.text("text")))
                    .hasMessageContaining("does not take the certificate that you call with")
                    .hasMessageNotContaining("java");
        }
    }

    @Test
    void theEnvironmentSaysWhatNoOptionSays() throws Exception {
        try (EchoServer server = new EchoServer(pki)) {
            Map<String, String> all = Map.of(
                    "KEYWRIGHT_URL", server.url().toString(),
                    "KEYWRIGHT_CA", pki.ca().certificate().toString(),
                    "KEYWRIGHT_CERT", pki.other().certificate().toString(),
                    "KEYWRIGHT_KEY", pki.other().privateKey().toString());
            assertThat(of(all).<String>call(client -> client.text("text"))).isEqualTo(" as it is\n");

            Files.writeString(folder.resolve("ready"), server.url() + "\n");
            Map<String, String> folderAlone = Map.of("KEYWRIGHT_DATA", folder.toString(), "KEYWRIGHT_AS", "operator");
            assertThat(of(folderAlone).<String>call(client -> client.text("text")))
                    .isEqualTo(" as it is\n");
        }
    }

    @Test
    void anOptionWinsAlsoOverAVariableThatSaysTheSameInAnotherWay() throws Exception {
        try (EchoServer server = new EchoServer(pki)) {
            Files.writeString(folder.resolve("ready"), server.url() + "\n");
            Map<String, String> elsewhere = Map.of(
                    "KEYWRIGHT_URL", "https://localhost:1",
                    "KEYWRIGHT_CA", "/nowhere/ca.pem",
                    "KEYWRIGHT_CERT", "/nowhere/c.pem",
                    "KEYWRIGHT_KEY", "/nowhere/k.pem",
                    "KEYWRIGHT_AS", "nobody");

            assertThat(of(elsewhere, "--data", folder.toString()).<String>call(client -> client.text("text")))
                    .isEqualTo(" as it is\n");
            assertThatThrownBy(() -> of(elsewhere).call(client -> client.text("text")))
                    .hasMessageContaining("/nowhere/c.pem");
        }
    }

    private Path profiles(String... lines) throws IOException {
        Path file = folder.resolve("profiles");
        Files.deleteIfExists(file);
        return Files.writeString(file, String.join("\n", lines));
    }

    private static Map<String, String> config(Path file, String... more) {
        Map<String, String> environment = new HashMap<>(Map.of("KEYWRIGHT_CONFIG", file.toString()));
        for (int i = 0; i < more.length; i += 2) {
            environment.put(more[i], more[i + 1]);
        }
        return environment;
    }

    @Test
    void aProfileSaysWhichServiceAndAsWhom() throws Exception {
        try (EchoServer server = new EchoServer(pki)) {
            Path file = profiles(
                    "# mine",
                    "profile = acme",
                    "[acme]",
                    "url = " + server.url(),
                    "ca = " + pki.ca().certificate().getFileName().toString().replaceFirst("^", "pki/"),
                    "cert = " + pki.other().certificate(),
                    "key = " + pki.other().privateKey(),
                    "tenant = acme",
                    "",
                    "[elsewhere]",
                    "url = https://localhost:1");
            Connection usual = of(config(file));
            assertThat(usual.<String>call(client -> client.text("text"))).isEqualTo(" as it is\n");
            assertThat(usual.tenant()).contains("acme");

            Map<String, String> contrary = config(file, "KEYWRIGHT_URL", "https://localhost:2");
            assertThat(of(contrary, "--profile", "acme").<String>call(client -> client.text("text")))
                    .isEqualTo(" as it is\n");
            assertThatThrownBy(() -> of(contrary, "--data", folder.toString(), "--profile", "elsewhere")
                            .call(client -> client.text("text")))
                    .hasMessageContaining("No server runs on " + folder);
            assertThatThrownBy(() ->
                            of(config(file, "KEYWRIGHT_PROFILE", "nobody")).call(client -> client.text("x")))
                    .hasMessageContaining("There is no profile nobody")
                    .hasMessageContaining("acme, elsewhere");
        }
    }

    @Test
    void aProfileWhoseSecretsAreNotItsOwnersIsRefused() throws Exception {
        Path key = Files.writeString(folder.resolve("shared-key.pem"), "x");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
        Path file = profiles("[a]", "url = https://localhost:1", "cert = c.pem", "key = shared-key.pem");
        assertThatThrownBy(() -> of(config(file), "--profile", "a").call(client -> client.text("x")))
                .hasMessageContaining("chmod 600 " + key);

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));
        assertThatThrownBy(() -> of(config(file), "--profile", "a").call(client -> client.text("x")))
                .hasMessageContaining("chmod 600 " + file);
    }

    @Test
    void aFileOfProfilesThatCannotBeUnderstoodIsRefusedWithItsLine() throws Exception {
        Map<String, String> faults = Map.of(
                "[a", "Line 1 of",
                "url = x", "Line 1 of",
                "[a]\n[a]", "Line 2 of",
                "[a]\nurl", "Line 2 of",
                "[a]\nurl =", "Line 2 of",
                "[a]\n\npassword = x", "Line 3 of",
                "[a]\nurl = x\nurl = y", "Line 3 of",
                "[../a]", "Line 1 of",
                " ", "is empty");
        faults.forEach((text, complaint) -> assertThatThrownBy(
                        () -> of(config(profiles(text)), "--profile", "a").call(client -> client.text("x")))
                .as(text)
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining(complaint));
        assertThatThrownBy(() ->
                        of(config(folder.resolve("none")), "--profile", "a").call(client -> client.text("x")))
                .hasMessageContaining("cannot be read");
    }

    @Test
    void anIpv6AddressStandsInBrackets() {
        assertThatThrownBy(() -> here("--url", "https://[::1]:1").call(client -> client.text("text")))
                .hasMessageContaining("There is no service at https://[::1]:1");
    }

    private static String bearer(Path file) {
        return TokenFile.read(file);
    }

    @Test
    void aTokenIsReadHoweverItsFileWasSaved() throws Exception {
        for (String saved : List.of("abc.def.ghi", "abc.def.ghi\n", "\uFEFFabc.def.ghi\r\n\r\n")) {
            assertThat(bearer(Files.writeString(folder.resolve("token"), saved)))
                    .isEqualTo("abc.def.ghi");
        }
    }

    @Test
    void whatIsNoTokenIsRefusedAndNeverShown() throws Exception {
        for (String saved : List.of("sec.ret\nsec.ret", "sec\u0007ret", "sec ret", "sec\u00e9ret", "sec\u0000ret")) {
            Path file = Files.writeString(folder.resolve("token"), saved);

            assertThatThrownBy(() -> bearer(file))
                    .isInstanceOf(CommandFailed.class)
                    .hasMessageContaining("--token-file: the file " + file)
                    .hasMessageNotContaining("sec");
        }
    }

    @Test
    void aBrokenConnectionIsExplained() {
        URI service = URI.create("https://kms.example");
        assertThat(Unanswered.explain(service, new SocketException("Connection reset"))
                        .advice())
                .isEqualTo(
                        "https://kms.example ended the connection without an answer. Either it is stopping, or it does not"
                                + " take the certificate that you call with (--cert, --as); its log says which.");
        assertThat(Unanswered.explain(service, new SSLHandshakeException("Received fatal alert: unknown_ca"))
                        .advice())
                .contains("does not take the certificate that you call with");
        assertThat(Unanswered.explain(service, new HttpTimeoutException("request timed out"))
                        .advice())
                .contains("does not answer in time");
        assertThat(Unanswered.explain(service, new IOException((String) null)).advice())
                .doesNotContain("java", "null", "Exception");
    }

    @Test
    void saysWhatIsWrongWithItsOptions() {
        assertThatThrownBy(() -> here("--url", "http://localhost:1").call(client -> client.text("text")))
                .hasMessageContaining("--url");
        assertThatThrownBy(() ->
                        here("--url", "https://localhost:1", "--as", "../demo").call(client -> client.text("t")))
                .hasMessageContaining("--as");
        assertThatThrownBy(() ->
                        here("--url", "https://localhost:1", "--as", "nobody").call(client -> client.text("t")))
                .hasMessageContaining("nobody.pem");
        assertThatThrownBy(() ->
                        here("--url", "https://localhost:1", "--cert", "c.pem").call(client -> client.text("t")))
                .hasMessageContaining("--cert and --key");
    }
}
