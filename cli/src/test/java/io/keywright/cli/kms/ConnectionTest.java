package io.keywright.cli.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.pki.DevelopmentPki;
import io.keywright.verifier.terminal.CommandFailed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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
        Connection connection = new Connection();
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
                    .hasMessage("409 KEY_INACTIVE: Use its successor.");
        }
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
