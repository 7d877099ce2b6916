package io.keywright.cli.authorities;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.cli.CapturedTerminal;
import io.keywright.cli.SharedServer;
import io.keywright.model.pem.Pem;
import io.keywright.model.pem.PemBlock;
import io.keywright.pki.CertificateAuthority;
import io.keywright.pki.issuing.Validity;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** An authority that somebody outside has certified, and what it issues, through the command; the tenant is this class's own. */
class AuthoritiesIT {

    private static final String RULES = """
            {"trust_domain": "keywright.dev", "modules": {"*": {"purposes": ["client"], "longest": "P2D"}}}""";

    @RegisterExtension
    private static final SharedServer SERVER = new SharedServer();

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void haveATenant() {
        SERVER.issue("authority-admin", "authorities-" + UUID.randomUUID(), "admin");
    }

    private static CapturedTerminal run(int exitCode, String... arguments) {
        return SERVER.call(
                exitCode,
                Stream.concat(Stream.of(arguments), Stream.of("--as", "authority-admin"))
                        .toArray(String[]::new));
    }

    private static String id(CapturedTerminal shown) {
        return shown.output().lines().findFirst().orElseThrow();
    }

    private static String pem(CapturedTerminal shown) {
        return shown.output()
                .lines()
                .dropWhile(it -> !it.startsWith("-----BEGIN"))
                .collect(Collectors.joining("\n"));
    }

    private Path file(String name, String content) throws Exception {
        return Files.writeString(folder.resolve(name), content);
    }

    private static String certified(CertificateAuthority outside, String request) throws Exception {
        JcaPKCS10CertificationRequest read =
                new JcaPKCS10CertificationRequest(Pem.blocks(request).getFirst().content());
        Instant now = Instant.now();
        byte[] certificate = new JcaX509v3CertificateBuilder(
                        outside.certificate(),
                        BigInteger.TWO,
                        Date.from(now),
                        Date.from(now.plus(Duration.ofHours(20))),
                        read.getSubject(),
                        read.getPublicKey())
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
                .build(new JcaContentSignerBuilder("SHA256withECDSA")
                        .build(outside.credential().privateKey()))
                .getEncoded();
        return Pem.write(PemBlock.certificate(certificate));
    }

    private static String request() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        KeyPair pair = generator.generateKeyPair();
        byte[] request = new JcaPKCS10CertificationRequestBuilder(new X500Name(""), pair.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()))
                .getEncoded();
        return Pem.write(new PemBlock("CERTIFICATE REQUEST", request));
    }

    @Test
    void anAuthorityThatIsCertifiedOutsideIssuesListsAndRevokes() throws Exception {
        CertificateAuthority outside =
                CertificateAuthority.create("Outside", Validity.from(Instant.now(), Duration.ofDays(1)));
        CapturedTerminal made = run(
                0,
                "authorities",
                "create",
                "Below",
                "--signed-by",
                "outside",
                "--rules",
                file("rules.json", RULES).toString());
        String authority = id(made);
        Path certificate = file("own.pem", certified(outside, pem(made)));
        Path chain = file(
                "outside.pem",
                Pem.write(PemBlock.certificate(outside.certificate().getEncoded())));
        assertThat(run(0, "authorities", "list").output()).contains(authority, "awaits its certificate");
        assertThat(run(1, "authorities", "install", authority, chain.toString()).errors())
                .contains("other");
        CapturedTerminal installed =
                run(0, "authorities", "install", authority, certificate.toString(), "--chain", chain.toString());
        assertThat(installed.output()).containsPattern("state +issues");

        String issued = id(run(
                0,
                "certificates",
                "issue",
                file("module.csr", request()).toString(),
                "--authority",
                authority,
                "--out",
                folder.resolve("module.pem").toString()));
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        assertThat(run(
                                0,
                                "certificates",
                                "list",
                                "--ends-before",
                                today.plusDays(2).toString())
                        .output())
                .contains(issued);
        assertThat(run(
                                0,
                                "certificates",
                                "list",
                                "--ends-before",
                                today.minusDays(1).toString())
                        .output())
                .doesNotContain(issued);

        run(0, "certificates", "revoke", issued, "--reason", "superseded");
        assertThat(run(0, "certificates", "list", "--revoked", "--authority", authority)
                        .output())
                .contains(issued);
        assertThat(isRevoked(authority, folder.resolve("module.pem"))).isTrue();
    }

    @Test
    void letsAcmeClientsInUntilTheirCredentialIsRevoked() throws Exception {
        String authority = id(run(
                0,
                "authorities",
                "create",
                "Servers",
                "--rules",
                file("rules.json", RULES).toString()));
        assertThat(run(0, "authorities", "acme", "list", authority).output()).contains("no credential yet");
        CapturedTerminal made = run(0, "authorities", "acme", "create", authority, "--module", "shop");
        assertThat(made.output()).containsPattern("hmac key +[A-Za-z0-9_-]{43}\n");
        assertThat(run(0, "authorities", "acme", "list", authority).output())
                .contains(id(made), "shop", "counts")
                .doesNotContain("hmac");
        assertThat(run(1, "authorities", "acme", "create", authority, "--module", "*")
                        .errors())
                .contains("issues nothing to that module");
        run(0, "authorities", "acme", "revoke", authority, id(made));
        assertThat(run(0, "authorities", "acme", "list", authority).output()).contains("revoked 2");
    }

    private boolean isRevoked(String authority, Path module) throws Exception {
        Path list = folder.resolve("list.crl");
        run(0, "authorities", "crl", authority, "--out", list.toString());
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        X509CRL read = (X509CRL) factory.generateCRL(new ByteArrayInputStream(Files.readAllBytes(list)));
        return read.isRevoked(
                (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(Files.readAllBytes(module))));
    }
}
