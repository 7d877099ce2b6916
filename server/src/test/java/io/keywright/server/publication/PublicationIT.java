package io.keywright.server.publication;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.model.pem.Pem;
import io.keywright.model.pem.PemBlock;
import io.keywright.model.pem.PemCertificates;
import io.keywright.server.harness.Body;
import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Reply;
import io.keywright.server.harness.Served;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server tells those who show no certificate, asked with OpenSSL and curl. */
@Served({"keywright.revocation.port=0", "keywright.enrollment.port=0"})
class PublicationIT {

    private final Installation server;
    private final Kms owner;
    private final HttpClient stranger = HttpClient.newHttpClient();
    private final String revocation;
    private final String enrollment;
    private String authority = "";
    private X509Certificate root;
    private String certificate = "";

    @TempDir
    static Path folder;

    PublicationIT(Installation server) {
        this.server = server;
        this.owner = server.asNewTenant();
        this.revocation = "http://" + address("revocation");
        this.enrollment = "https://" + address("enrollment");
    }

    private String address(String group) {
        Matcher told = Pattern.compile("event=publication_served at=(\\S+) for=keywright\\." + group)
                .matcher(server.log());
        assertThat(told.find()).isTrue();
        return told.group(1);
    }

    @BeforeAll
    void issue() throws Exception {
        Map<String, Object> rules = Map.of(
                "trust_domain",
                Identity.DOMAIN,
                "modules",
                Map.of("*", Map.of("purposes", List.of("client"), "longest", "P1D")));
        Reply made = owner.post(
                        "/authorities",
                        Body.of("name", "Root", "key_type", "EC-P256", "signed_by", "self", "rules", rules))
                .expect(201);
        authority = made.text("authority_id");
        root = PemCertificates.one(made.text("certificate"));
        Files.writeString(folder.resolve("root.pem"), made.text("certificate"));
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        KeyPair pair = generator.generateKeyPair();
        byte[] request = new JcaPKCS10CertificationRequestBuilder(new X500Name(""), pair.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()))
                .getEncoded();
        Reply issued = owner.post(
                        "/certificates",
                        Body.of(
                                "authority_id",
                                authority,
                                "request",
                                Pem.write(new PemBlock("CERTIFICATE REQUEST", request))))
                .expect(201);
        certificate = issued.text("certificate_id");
        Files.writeString(folder.resolve("leaf.pem"), issued.text("certificate"));
    }

    @AfterAll
    void close() {
        stranger.close();
    }

    private static String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return said;
    }

    private HttpResponse<byte[]> ask(String path, String... method) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(revocation + path));
        return stranger.send(
                (method.length == 0 ? request : request.method(method[0], BodyPublishers.ofString(method[1]))).build(),
                BodyHandlers.ofByteArray());
    }

    private String askedByOpenssl() throws Exception {
        return run(
                "openssl",
                "ocsp",
                "-no_nonce",
                "-url",
                revocation + "/pki/" + authority + "/ocsp",
                "-issuer",
                "root.pem",
                "-cert",
                "leaf.pem",
                "-CAfile",
                "root.pem",
                "-reqout",
                "question.der");
    }

    @Test
    void whoeverReliesOnACertificateLearnsOfItsRevocation() throws Exception {
        assertThat(askedByOpenssl()).contains("Response verify OK", "leaf.pem: good");
        String question = Base64.getEncoder().encodeToString(Files.readAllBytes(folder.resolve("question.der")));
        String path = "/pki/" + authority + "/ocsp/";
        HttpResponse<byte[]> escaped = ask(path + URLEncoder.encode(question, US_ASCII));
        assertThat(escaped.statusCode()).isEqualTo(200);
        assertThat(escaped.headers().firstValue("Content-Type")).contains("application/ocsp-response");
        assertThat(ask(path + question).body()).isEqualTo(escaped.body());

        owner.post("/certificates/" + certificate + "/revoke", Body.of("revocation_reason", "superseded"))
                .expect(200);
        assertThat(askedByOpenssl()).contains("Response verify OK", "leaf.pem: revoked", "superseded");
        X509CRL list = (X509CRL) CertificateFactory.getInstance("X.509")
                .generateCRL(new ByteArrayInputStream(
                        ask("/pki/" + authority + "/crl").body()));
        list.verify(root.getPublicKey());
        assertThat(list.isRevoked(PemCertificates.one(Files.readString(folder.resolve("leaf.pem")))))
                .isTrue();
    }

    @Test
    void theAuthoritysOwnCertificateIsThere() throws Exception {
        HttpResponse<byte[]> shown = ask("/pki/" + authority + "/certificate");
        assertThat(shown.headers().firstValue("Content-Type")).contains("application/pkix-cert");
        assertThat(shown.body()).isEqualTo(root.getEncoded());
    }

    /** As RFC 7030, section 4.1.1 has it, and over TLS, since the client has nothing yet to check a signature with. */
    @Test
    void aClientWithoutACertificateGetsTheAuthoritysByEst() throws Exception {
        String ca = server.data().resolve("pki/ca.pem").toString();
        String text = run(
                "curl",
                "--silent",
                "--fail",
                "--cacert",
                ca,
                enrollment.replace("127.0.0.1", "localhost") + "/.well-known/est/" + authority + "/cacerts");
        assertThat(PemCertificates.inFile(Base64.getMimeDecoder().decode(text))).containsExactly(root);
    }

    @Test
    void nothingElseIsThere() throws Exception {
        for (String path :
                List.of("/", "/kms/v1/health", "/kms/v1/keys", "/.well-known/est/" + authority + "/cacerts")) {
            assertThat(ask(path).statusCode()).as(path).isEqualTo(404);
        }
        String ca = server.data().resolve("pki/ca.pem").toString();
        for (String path : List.of(
                "/kms/v1/keys", "/.well-known/est/" + authority + "/simpleenroll", "/pki/" + authority + "/crl")) {
            assertThat(run(
                            "curl",
                            "--silent",
                            "--cacert",
                            ca,
                            "--write-out",
                            "%{http_code}",
                            enrollment.replace("127.0.0.1", "localhost") + path))
                    .as(path)
                    .contains("not_served_here")
                    .endsWith("404");
        }
    }

    @Test
    void whatIsAskedWronglyIsRefused() throws Exception {
        Stream.of("/pki/nobody/crl", "/pki/" + authority.toUpperCase(Locale.ROOT) + "/crl")
                .forEach(path -> assertThat(status(path)).as(path).isEqualTo(400));
        assertThat(status("/pki/00000000-0000-7000-8000-000000000000/crl")).isEqualTo(404);
        assertThat(status("/pki/" + authority + "/crl", "DELETE", "")).isEqualTo(405);
        assertThat(status("/pki/" + authority + "/ocsp", "POST", "x".repeat(70_000)))
                .isEqualTo(413);
        assertThat(ask("/pki/" + authority + "/ocsp", "POST", "x").body()).containsExactly(0x30, 3, 0x0a, 1, 1);
        assertThat(ask("/pki/" + authority + "/ocsp/%21").body()).containsExactly(0x30, 3, 0x0a, 1, 1);
    }

    private int status(String path, String... method) {
        try {
            return ask(path, method).statusCode();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
