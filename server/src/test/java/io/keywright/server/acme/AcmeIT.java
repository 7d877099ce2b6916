package io.keywright.server.acme;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.keywright.model.pem.PemCertificates;
import io.keywright.server.harness.Body;
import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Peer;
import io.keywright.server.harness.Reply;
import io.keywright.server.harness.Served;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that others wrote get, renew and revoke certificates of a server. */
@Served({
    "keywright.revocation.port=0",
    "keywright.enrollment.port=0",
    "keywright.acme.http-01-port=" + AcmeIT.PORT,
    "keywright.acme.allowed-networks=127.0.0.0/8,::1/128"
})
class AcmeIT {

    /** Where these clients answer challenges, one after the other. */
    static final String PORT = "18402";

    private static final Path CERTBOT = Peer.path("certbot/bin/certbot");
    private static final Path LEGO = Peer.path("lego");
    private static final String NAME = "localhost";

    private final Installation server;
    private final Identity module = Identity.ofNewTenant();
    private final Kms owner;
    private final String enrollment;
    private String authority = "";
    private X509Certificate root;

    @TempDir
    private Path folder = Path.of("");

    AcmeIT(Installation server) {
        this.server = server;
        this.owner = server.as(module);
        Matcher told = Pattern.compile("event=publication_served at=\\S+:(\\d+) for=keywright\\.enrollment")
                .matcher(server.log());
        assertThat(told.find()).isTrue();
        this.enrollment = "https://localhost:" + told.group(1);
    }

    @BeforeAll
    void makeAnAuthority() throws Exception {
        Map<String, Object> rules = Map.of(
                "trust_domain",
                Identity.DOMAIN,
                "modules",
                Map.of("*", Map.of("purposes", List.of("server"), "longest", "P7D", "dns_suffixes", List.of(NAME))));
        Reply made = owner.post(
                        "/authorities",
                        Body.of("name", "Root", "key_type", "EC-P256", "signed_by", "self", "rules", rules))
                .expect(201);
        authority = made.text("authority_id");
        root = PemCertificates.one(made.text("certificate"));
    }

    private Reply credential() {
        return owner.post("/authorities/" + authority + "/acme-credentials", Body.of("module", module.module()))
                .expect(201);
    }

    private String directory() {
        return enrollment + "/acme/" + authority + "/directory";
    }

    private String ran(boolean succeeds, String... command) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        String ca = server.data().resolve("pki/ca.pem").toString();
        builder.environment().put("REQUESTS_CA_BUNDLE", ca);
        builder.environment().put("LEGO_CA_CERTIFICATES", ca);
        Path log = folder.resolve("client.log");
        Process process = builder.redirectOutput(log.toFile()).start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        String said = Files.readString(log, UTF_8);
        assertThat(process.exitValue() == 0).as(said).isEqualTo(succeeds);
        return said;
    }

    private String certbot(boolean succeeds, String command, String... more) throws Exception {
        List<String> line = new ArrayList<>(List.of(
                CERTBOT.toString(),
                command,
                "--non-interactive",
                "--config-dir",
                "config",
                "--work-dir",
                "work",
                "--logs-dir",
                "logs",
                "--server",
                directory()));
        line.addAll(Arrays.asList(more));
        return ran(succeeds, line.toArray(String[]::new));
    }

    private String lego(boolean succeeds, Reply credential, String... more) throws Exception {
        List<String> line = new ArrayList<>(List.of(
                LEGO.toString(),
                "--server",
                directory(),
                "--eab",
                "--kid",
                credential.text("credential_id"),
                "--hmac",
                credential.text("hmac_key"),
                "--email",
                "ops@demo.example",
                "--accept-tos",
                "--http",
                "--http.port",
                ":" + PORT));
        line.addAll(Arrays.asList(more));
        return ran(succeeds, line.toArray(String[]::new));
    }

    private X509Certificate issued(String file) throws Exception {
        List<X509Certificate> chain = PemCertificates.inFile(Files.readAllBytes(folder.resolve(file)));
        chain.getFirst().verify(root.getPublicKey());
        assertThat(chain.getFirst().getSubjectAlternativeNames())
                .anyMatch(it -> NAME.equals(it.get(1)))
                .anyMatch(it -> module.spiffeId().toString().equals(it.get(1)));
        return chain.getFirst();
    }

    private JsonNode stored(X509Certificate certificate) {
        for (JsonNode each : owner.get("/certificates?authority_id=" + authority)
                .expect(200)
                .json()
                .get("certificates")) {
            if (each.get("serial_number")
                    .asText()
                    .equals(certificate.getSerialNumber().toString(16))) {
                return each;
            }
        }
        throw new AssertionError("the certificate is not in the list");
    }

    @Test
    void certbotGetsRenewsAndRevokes() throws Exception {
        assumeTrue(Files.isExecutable(CERTBOT), "skipped: certbot is not installed, run make peers");
        Reply credential = credential();
        String[] order = {
            "--standalone",
            "--http-01-port",
            PORT,
            "--register-unsafely-without-email",
            "--agree-tos",
            "--eab-kid",
            credential.text("credential_id"),
            "--eab-hmac-key",
            credential.text("hmac_key"),
            "-d",
            NAME
        };
        certbot(true, "certonly", order);
        X509Certificate first = issued("config/live/localhost/fullchain.pem");
        certbot(true, "renew", "--force-renewal", "--no-random-sleep-on-renew");
        X509Certificate renewed = issued("config/live/localhost/fullchain.pem");
        assertThat(renewed.getSerialNumber()).isNotEqualTo(first.getSerialNumber());

        certbot(
                true,
                "revoke",
                "--cert-path",
                "config/live/localhost/cert.pem",
                "--reason",
                "superseded",
                "--no-delete-after-revoke");
        assertThat(stored(renewed).get("revocation_reason").asText()).isEqualTo("superseded");
        assertThat(stored(first).has("revocation_reason")).isFalse();
        certbot(true, "unregister");
    }

    @Test
    void legoGetsRenewsAndRevokes() throws Exception {
        assumeTrue(Files.isExecutable(LEGO), "skipped: lego is not installed, run make peers");
        Reply credential = credential();
        lego(true, credential, "--domains", NAME, "run");
        X509Certificate first = issued(".lego/certificates/localhost.crt");
        lego(
                true,
                credential,
                "--domains",
                NAME,
                "--key-type",
                "rsa2048",
                "renew",
                "--days",
                "90",
                "--no-random-sleep");
        X509Certificate renewed = issued(".lego/certificates/localhost.crt");
        assertThat(renewed.getSerialNumber()).isNotEqualTo(first.getSerialNumber());
        lego(true, credential, "--domains", NAME, "revoke", "--keep");
        assertThat(stored(renewed).has("revoked_at")).isTrue();

        assertThat(lego(false, credential, "--domains", "evil.example", "run"))
                .contains("urn:ietf:params:acme:error:rejectedIdentifier");
        credential();
        String revoked = "/kms/v1/authorities/" + authority + "/acme-credentials/" + credential.text("credential_id");
        owner.send(request -> request.uri(owner.uri(revoked)).DELETE()).expect(200);
        assertThat(lego(false, credential, "--domains", NAME, "renew", "--days", "90", "--no-random-sleep"))
                .contains("urn:ietf:params:acme:error:unauthorized");
    }
}
