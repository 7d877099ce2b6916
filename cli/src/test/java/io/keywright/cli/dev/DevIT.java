package io.keywright.cli.dev;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.cli.Started;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevIT {

    private static final String READY = "Ctrl-C stops it";

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void needsTheServer() {
        Started.assumeBuilt();
    }

    private Started dev(String port) throws IOException {
        return Started.keywright(
                folder,
                "",
                "dev",
                "--port",
                port,
                "--data",
                folder.resolve("my data").toString(),
                "--ready-file",
                folder.resolve("ready").toString());
    }

    private static String paste(String lines) throws IOException {
        Process shell =
                new ProcessBuilder("sh", "-c", lines).redirectErrorStream(true).start();
        return new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void warnsOfTheUnprotectedRootKeyOnceAndItsLinesWorkHoweverOftenTheyArePasted() throws Exception {
        try (Started server = dev("0")) {
            server.awaitOutput(READY);
            assertThat(server.output()).containsOnlyOnce("nothing protects it").doesNotContain("unprotected_root_key");
            String lines = server.output()
                    .lines()
                    .map(String::strip)
                    .filter(line -> line.startsWith("curl ") || line.startsWith("n="))
                    .collect(Collectors.joining("\n"));

            assertThatAllAreAnswered(paste(lines));
            Thread.sleep(1_100); // the aliases of the same second are the same
            assertThatAllAreAnswered(paste(lines));
        }
    }

    private static void assertThatAllAreAnswered(String output) {
        List<String> answers = output.lines().toList();
        assertThat(answers).hasSize(5);
        assertThat(answers.get(0)).contains("\"key_type\":\"Ed25519\"", "BEGIN PUBLIC KEY");
        assertThat(answers.get(1)).contains("\"signature\":\"", "\"algorithm\":\"EdDSA\"");
        assertThat(answers.get(2)).contains("\"key_type\":\"AES-256\"", "\"public_key\":\"\"");
        assertThat(answers.get(3)).contains("\"ciphertext\":\"", "\"iv\":\"");
        assertThat(answers.get(4)).contains("key_generated", "signature_created", "encrypt");
    }

    @Test
    void writesTheReadyFileOnceItServesAndTakesItAwayAtTheEnd() throws Exception {
        Path ready = Files.writeString(folder.resolve("ready"), "https://localhost:1");
        try (Started server = dev("0")) {
            server.awaitOutput(READY);
            String url = Files.readString(ready).strip();
            assertThat(url).startsWith("https://localhost:").isNotEqualTo("https://localhost:1");
            String curl = "curl -K '%s' %s/kms/v1/health".formatted(folder.resolve("my data/demo.curl"), url);
            assertThat(paste(curl)).contains("healthy");

            server.signal("TERM");
            assertThat(server.exitCode()).isZero();
        }
        assertThat(ready).doesNotExist();
    }

    @Test
    void aSecondStartReusesTheDataAndSharesThemWithNobody() throws Exception {
        Path authority = folder.resolve("my data/pki/ca.pem");
        Path ledgerKey = folder.resolve("my data/pki/ledger.vkey");
        try (Started server = dev("0")) {
            server.awaitOutput(READY);
        }
        String before = Files.readString(authority) + Files.readString(ledgerKey);

        try (Started server = dev("0")) {
            server.awaitOutput(READY);
            try (Started another = dev("0")) {
                assertThat(another.exitCode()).isEqualTo(1);
                assertThat(another.output()).contains("keywright: The data folder", "in use by another Keywright");
            }
            assertThat(server.process().isAlive()).isTrue();
        }
        assertThat(Files.readString(authority) + Files.readString(ledgerKey)).isEqualTo(before);
    }

    @Test
    void aPortInUseIsToldInALine() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"));
                Started server = dev(Integer.toString(taken.getLocalPort()))) {
            assertThat(server.exitCode()).isEqualTo(1);
            assertThat(server.output().lines())
                    .singleElement()
                    .asString()
                    .contains("keywright: Port " + taken.getLocalPort());
        }
    }
}
