package io.keywright.cli.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.keywright.pki.DevelopmentPki;
import io.keywright.pki.PemFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KmsClientTest {

    @TempDir
    private static Path folder = Path.of("");

    private static KmsClient client(EchoServer server, DevelopmentPki identity, DevelopmentPki trusted)
            throws IOException, GeneralSecurityException {
        return new KmsClient(
                server.url(),
                identity.demo().read(),
                PemFiles.readCertificate(trusted.ca().certificate()));
    }

    @Test
    void sendsAndReadsJsonOverMutualTls() throws Exception {
        DevelopmentPki pki = DevelopmentPki.ensure(folder);
        try (EchoServer server = new EchoServer(pki);
                KmsClient client = client(server, pki, pki)) {
            KmsAnswer echo = client.post(
                    "echo",
                    Map.of("text", "ü\"\n", "flag", true, "bytes", "AAEC", "objects", List.of(Map.of("id", "1"))));

            assertThat(echo.text("text")).isEqualTo("ü\"\n");
            assertThat(echo.flag("flag")).isTrue();
            assertThat(echo.bytes("bytes")).containsExactly(0, 1, 2);
            assertThat(echo.objects("objects"))
                    .singleElement()
                    .satisfies(it -> assertThat(it.text("id")).isEqualTo("1"));
            assertThat(echo.optionalText("missing")).isEmpty();
            assertThat(client.text("text")).isEqualTo(" as it is\n");
        }
    }

    @Test
    void whatIsDownloadedIsItsOwnersAloneAndReplacesNothing() throws Exception {
        DevelopmentPki pki = DevelopmentPki.ensure(folder);
        Path whole = folder.resolve("evidence");
        try (EchoServer server = new EchoServer(pki);
                KmsClient client = client(server, pki, pki)) {
            client.download("text", whole);
            assertThat(whole).hasContent(" as it is\n");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(whole)))
                    .isEqualTo("rw-------");
            Files.writeString(whole, "mine");
            assertThatThrownBy(() -> client.download("text", whole)).isInstanceOf(FileAlreadyExistsException.class);
            assertThat(whole).hasContent("mine");
        }
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    /** Whoever answers for a service must not get what the client shows to it sent elsewhere. */
    @Test
    void aRedirectIsNotFollowedWhoeverItLeadsTo() throws Exception {
        DevelopmentPki pki = DevelopmentPki.ensure(folder);
        try (EchoServer server = new EchoServer(pki);
                EchoServer other = new EchoServer(pki);
                KmsClient client = client(server, pki, pki)) {
            for (URI place : List.of(other.url(), URI.create("http://localhost:9"), server.url())) {
                server.moveTo(place);
                Path file = folder.resolve("package");
                KmsRefusal refusal = catchThrowableOfType(KmsRefusal.class, () -> client.download("moved", file));
                assertThat(refusal.status()).isEqualTo(307);
                assertThat(file).doesNotExist();
                assertThat(catchThrowableOfType(KmsRefusal.class, () -> client.post("moved", Map.of())))
                        .isNotNull();
                assertThat(catchThrowableOfType(KmsRefusal.class, () -> client.text("moved")))
                        .isNotNull();
            }
            assertThat(server.requests()).isEqualTo(9);
            assertThat(other.requests()).isZero();
        }
    }

    @Test
    void anErrorBodyBecomesARefusal() throws Exception {
        DevelopmentPki pki = DevelopmentPki.ensure(folder);
        try (EchoServer server = new EchoServer(pki);
                KmsClient client = client(server, pki, pki)) {
            KmsRefusal refusal = catchThrowableOfType(KmsRefusal.class, () -> client.post("refused", Map.of()));

            assertThat(refusal.status()).isEqualTo(409);
            assertThat(refusal.code()).isEqualTo("KEY_INACTIVE");
            assertThat(refusal.detail("key_state")).isEqualTo("archived");
            assertThat(refusal.detail("successor")).isEmpty();
            assertThat(refusal).hasMessage("409 KEY_INACTIVE: Use its successor.");
        }
    }

    @Test
    void trustsNoServerOfAnotherAuthority() throws Exception {
        DevelopmentPki pki = DevelopmentPki.ensure(folder);
        DevelopmentPki stranger = DevelopmentPki.ensure(folder.resolve("stranger"));
        try (EchoServer server = new EchoServer(pki);
                KmsClient client = client(server, pki, stranger)) {
            assertThatThrownBy(() -> client.text("text")).isInstanceOf(SSLException.class);
        }
    }

    @Test
    void aMemberThatIsMissingOrOfAnotherTypeIsNamed() {
        KmsAnswer answer = new KmsAnswer(Map.of("valid", "yes"));

        assertThatThrownBy(() -> answer.flag("valid")).hasMessageContaining("valid");
        assertThatThrownBy(() -> answer.text("key_id")).hasMessageContaining("key_id");
    }
}
