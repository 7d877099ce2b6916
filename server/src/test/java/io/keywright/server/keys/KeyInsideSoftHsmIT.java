package io.keywright.server.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.keywright.model.pem.Pem;
import io.keywright.model.pem.PemBlock;
import io.keywright.model.pem.PemCertificates;
import io.keywright.server.harness.Body;
import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Reply;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A tenant whose root is wrapped by a token, and whose signing keys never leave it: SoftHSM, beneath the whole service. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeyInsideSoftHsmIT {

    private static final Path LIBRARY = Path.of("/usr/lib/softhsm/libsofthsm2.so");
    private static final String TOKEN = "acme";
    private static final String PIN = "user-1234";
    private static final byte[] DATA = "what is signed".getBytes(US_ASCII);
    private static final long LIMIT_SECONDS = 60;

    @TempDir
    static Path folder;

    private Installation server;
    private Kms acme;

    @BeforeAll
    void start() throws Exception {
        makeToken();
        server = Installation.prepare(Map.of());
        server.start(server.launch().with(settings()).within("env", "SOFTHSM2_CONF=" + softHsm()));
        try (Kms admin = server.asPlatform()) {
            admin.post("/tenants", Map.of("tenant_id", "acme", "wrappings", List.of(Map.of("provider", "hsm"))))
                    .expect(201);
        }
        acme = server.as(Identity.of("acme"));
    }

    @AfterAll
    void stop() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void isMadeSignsOutlivesARestartAndIsErasedThere() throws Exception {
        Reply made = acme.create("EC-P256", List.of("sign", "verify"), "protection", "hsm")
                .expect(201);
        String keyId = made.text("key_id");
        assertThat(privateKeys()).contains(keyId);
        assertThat(isSigned(made.text("public_key"), signature(acme, keyId))).isTrue();

        server.kill();
        server.start();
        assertThat(isSigned(made.text("public_key"), signature(acme, keyId))).isTrue();

        acme.revoke(keyId).expect(200);
        assertThat(privateKeys()).doesNotContain(keyId);
        acme.sign(keyId, DATA).expect(409);
    }

    @Test
    void anAuthoritysKeyIssuesAndSignsListsThere() throws Exception {
        Reply root = authority("self", "RSA-3072");
        Reply below = authority(root.text("authority_id"), "EC-P256");
        assertThat(privateKeys()).contains(root.text("key_id"), below.text("key_id"));

        Reply issued = acme.post(
                        "/certificates",
                        Body.of("authority_id", below.text("authority_id"), "request", Pem.write(request())))
                .expect(201);
        X509Certificate certificate = PemCertificates.one(issued.text("certificate"));
        X509Certificate issuer = PemCertificates.one(below.text("certificate"));
        certificate.verify(issuer.getPublicKey());
        issuer.verify(PemCertificates.one(root.text("certificate")).getPublicKey());

        assertThat(list(below).isRevoked(certificate)).isFalse();
        acme.post("/certificates/" + issued.text("certificate_id") + "/revoke", Body.of())
                .expect(200);
        X509CRL list = list(below);
        list.verify(issuer.getPublicKey());
        assertThat(list.isRevoked(certificate)).isTrue();

        acme.revoke(below.text("key_id")).expect(200);
        assertThat(privateKeys()).contains(root.text("key_id")).doesNotContain(below.text("key_id"));
    }

    private Reply authority(String signedBy, String keyType) {
        Map<String, Object> rule = Map.of("purposes", List.of("client"), "longest", "P1D");
        return acme.post(
                        "/authorities",
                        Body.of(
                                "name",
                                "Acme " + keyType,
                                "key_type",
                                keyType,
                                "protection",
                                "hsm",
                                "signed_by",
                                signedBy,
                                "rules",
                                Map.of("trust_domain", Identity.DOMAIN, "modules", Map.of("*", rule))))
                .expect(201);
    }

    private static PemBlock request() throws Exception {
        return new PemBlock("CERTIFICATE REQUEST", new Csr().der());
    }

    private X509CRL list(Reply authority) throws Exception {
        byte[] list = acme.get("/authorities/" + authority.text("authority_id") + "/crl")
                .expect(200)
                .body();
        return (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(list));
    }

    private static byte[] signature(Kms kms, String keyId) {
        return kms.sign(keyId, DATA).expect(200).bytes("signature");
    }

    private static boolean isSigned(String publicKey, byte[] signature) throws Exception {
        Signature verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
        byte[] key = Pem.blocks(publicKey).getFirst().content();
        verifier.initVerify(KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(key)));
        verifier.update(DATA);
        return verifier.verify(signature);
    }

    private Map<String, String> settings() throws IOException {
        Path pin = Files.writeString(folder.resolve("pin"), PIN);
        Files.setPosixFilePermissions(pin, PosixFilePermissions.fromString("rw-------"));
        return Map.of(
                "keywright.providers.hsm.type",
                "pkcs11",
                "keywright.providers.hsm.library",
                LIBRARY.toString(),
                "keywright.providers.hsm.token",
                TOKEN,
                "keywright.providers.hsm.pin-file",
                pin.toString(),
                "keywright.providers.hsm.key",
                "root");
    }

    private Path softHsm() {
        return folder.resolve("softhsm2.conf");
    }

    private void makeToken() throws Exception {
        assumeTrue(Files.exists(LIBRARY), "skipped: SoftHSM is not installed, run make peers");
        Path tokens = Files.createDirectory(folder.resolve("tokens"));
        Files.writeString(softHsm(), "directories.tokendir = " + tokens + "\n");
        run("softhsm2-util", "--init-token", "--free", "--label", TOKEN, "--so-pin", "officer-5678", "--pin", PIN);
        tool(
                "--keygen",
                "--key-type",
                "AES:32",
                "--label",
                "root",
                "--id",
                "01",
                "--sensitive",
                "--private",
                "--usage-decrypt");
    }

    private String privateKeys() throws Exception {
        return tool("--list-objects", "--type", "privkey");
    }

    private String tool(String... words) throws Exception {
        Stream<String> login = Stream.of(
                "pkcs11-tool", "--module", LIBRARY.toString(), "--token-label", TOKEN, "--login", "--pin", PIN);
        return run(Stream.concat(login, Stream.of(words)).toArray(String[]::new));
    }

    private String run(String... command) throws Exception {
        Path output = Files.createTempFile(folder, "tool", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("SOFTHSM2_CONF", softHsm().toString());
        Process process = builder.start();
        assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        return Files.readString(output);
    }
}
