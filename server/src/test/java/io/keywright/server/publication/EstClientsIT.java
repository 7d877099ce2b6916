package io.keywright.server.publication;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.keywright.model.pem.PemCertificates;
import io.keywright.pki.Credential;
import io.keywright.pki.PemFiles;
import io.keywright.server.harness.Body;
import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Peer;
import io.keywright.server.harness.Served;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients of EST (RFC 7030) that others wrote get certificates and renew them. */
@Served
class EstClientsIT {

    private static final Path ESTCLIENT = Peer.path("estclient");

    private final Installation server;
    private final Identity module = Identity.ofNewTenant();
    private final Kms owner;
    private String authority = "";

    @TempDir
    private Path folder = Path.of("");

    EstClientsIT(Installation server) {
        this.server = server;
        this.owner = server.as(module);
    }

    @BeforeEach
    void prepare() throws Exception {
        Map<String, Object> rules = Map.of(
                "trust_domain",
                Identity.DOMAIN,
                "modules",
                Map.of("*", Map.of("purposes", List.of("client"), "longest", "P1D")));
        authority = owner.post(
                        "/authorities",
                        Body.of("name", "Root", "key_type", "EC-P256", "signed_by", "self", "rules", rules))
                .expect(201)
                .text("authority_id");
        Credential own = server.certificates().of(module);
        PemFiles.writeCertificate(folder.resolve("client.pem"), own.certificate());
        PemFiles.writePrivateKey(folder.resolve("client-key.pem"), own.privateKey());
        run(
                "openssl",
                "req",
                "-new",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-keyout",
                "key.pem",
                "-subj",
                "/",
                "-out",
                "request.pem");
    }

    private String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }

    private String ca() {
        return server.data().resolve("pki/ca.pem").toString();
    }

    private X509Certificate asked(String command, String... more) throws Exception {
        URI uri = owner.uri("/");
        List<String> line = new ArrayList<>(List.of(
                ESTCLIENT.toString(),
                command,
                "-server",
                uri.getHost() + ":" + uri.getPort(),
                "-explicit",
                ca(),
                "-certs",
                "client.pem",
                "-key",
                "client-key.pem",
                "-aps",
                authority,
                "-out",
                "answer.pem"));
        line.addAll(Arrays.asList(more));
        run(line.toArray(String[]::new));
        return PemCertificates.one(Files.readString(folder.resolve("answer.pem")));
    }

    @Test
    void estclientEnrollsAndRenews() throws Exception {
        assumeTrue(Files.isExecutable(ESTCLIENT), "skipped: estclient is not installed, run make peers");
        X509Certificate root = asked("cacerts");
        for (String command : List.of("enroll", "reenroll")) {
            X509Certificate issued = asked(command, "-csr", "request.pem");
            issued.verify(root.getPublicKey());
            assertThat(issued.getSubjectX500Principal().getName()).isEqualTo("CN=" + module.module());
        }
    }

    @Test
    void curlEnrolls() throws Exception {
        run("openssl", "req", "-in", "request.pem", "-outform", "DER", "-out", "request.der");
        Files.writeString(
                folder.resolve("request.b64"),
                Base64.getMimeEncoder().encodeToString(Files.readAllBytes(folder.resolve("request.der"))));
        String answer = run(
                "curl",
                "--silent",
                "--show-error",
                "--fail",
                "--cacert",
                ca(),
                "--cert",
                "client.pem",
                "--key",
                "client-key.pem",
                "--header",
                "Content-Type: application/pkcs10",
                "--data-binary",
                "@request.b64",
                owner.uri("/.well-known/est/" + authority + "/simpleenroll").toString());
        assertThat(PemCertificates.inFile(Base64.getMimeDecoder().decode(answer)))
                .singleElement()
                .extracting(it -> it.getSubjectX500Principal().getName())
                .isEqualTo("CN=" + module.module());
    }
}
