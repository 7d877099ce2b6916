package io.keywright.cli.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.cli.CapturedTerminal;
import io.keywright.cli.SharedServer;
import io.keywright.model.pem.Pem;
import io.keywright.model.pem.PemBlock;
import io.keywright.pki.CertificateAuthority;
import io.keywright.pki.issuing.Validity;
import io.keywright.pki.truststore.Pkcs12File;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Anchors through the command, against a development server; the tenant is this class's own. */
class TrustIT {

    @RegisterExtension
    private static final SharedServer SERVER = new SharedServer();

    /** Somebody else's. */
    private static final String OTHER_KEY = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8";

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void haveATenant() {
        SERVER.issue("trust-admin", "trust-" + UUID.randomUUID(), "admin");
    }

    private static CapturedTerminal run(int exitCode, String... arguments) {
        return SERVER.call(
                exitCode,
                Stream.of(Stream.of("trust"), Stream.of(arguments), Stream.of("--as", "trust-admin"))
                        .flatMap(it -> it)
                        .toArray(String[]::new));
    }

    private static X509Certificate authority(String name) {
        return CertificateAuthority.create(name, Validity.from(Instant.now(), Duration.ofDays(1)))
                .certificate();
    }

    private String file(String name, byte[] content) throws Exception {
        return Files.write(folder.resolve(name), content).toString();
    }

    private static byte[] pem(X509Certificate... certificates) throws Exception {
        StringBuilder text = new StringBuilder("# authorities\r\n");
        for (X509Certificate certificate : certificates) {
            text.append(Pem.write(PemBlock.certificate(certificate.getEncoded())));
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String id(CapturedTerminal shown) {
        return shown.output().lines().findFirst().orElseThrow();
    }

    @Test
    void addsShowsReplacesAndRetires() throws Exception {
        String added = id(run(0, "add", file("old.der", authority("Old").getEncoded())));
        assertThat(run(0, "show", added).output())
                .contains("CN=Old")
                .containsPattern("type +internal_ca")
                .containsPattern("handed out in +tenant");

        CapturedTerminal replaced = run(
                0, "replace", added, file("new.pem", pem(authority("New"))), "--both-for", "P1D", "--planes", "none");
        assertThat(replaced.output()).contains("CN=New", "trusted until", "CN=Old");
        assertThat(run(0, "list").output()).contains("CN=New", "CN=Old");
        assertThat(run(0, "retire", added).output()).contains("Retired:", added);
        assertThat(run(0, "list").output()).contains("CN=New").doesNotContain("CN=Old");
        assertThat(run(0, "list", "--all").output()).contains("CN=Old", "retired");
        assertThat(run(0, "show", id(replaced)).output()).contains("replaces", added, "none");
    }

    @Test
    void takesATrustStoreWhole() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (String name : List.of("Store One", "Store Two")) {
            store.setCertificateEntry(name, authority(name));
        }
        Path file = folder.resolve("store.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, "changeit".toCharArray());
        }
        String password = file("password", "changeit\n".getBytes(StandardCharsets.UTF_8));
        assertThat(run(1, "add", file.toString()).errors()).contains("password");
        assertThat(run(0, "add", file.toString(), "--password-file", password, "--type", "external_ca")
                        .output())
                .contains("CN=Store One", "CN=Store Two");
        String open =
                file("open.p12", Pkcs12File.write(List.of(authority("Open").getEncoded())));
        run(0, "add", open);
    }

    @Test
    void keepsFilesInStepAndHasThemServe() throws Exception {
        run(0, "add", file("synced.pem", pem(authority("Synced"))));
        String files = folder.resolve("files").toString();
        String[] sync = {
            "sync",
            files,
            "--ledger-key",
            SERVER.ledgerKey(),
            "--forms",
            "pem,jks",
            "--agent",
            "one",
            "--hook",
            "echo ran >> ran"
        };
        assertThat(run(0, sync).output()).contains("Version");
        run(0, sync);
        assertThat(Files.readString(Path.of(files, "trust.pem"))).contains("BEGIN CERTIFICATE");
        assertThat(Path.of(files, "trust.jks.note")).content().contains("/trust-bundle");
        assertThat(Files.readAllLines(Path.of(files, "ran"))).containsExactly("ran");

        run(0, "add", file("more.pem", pem(authority("More"))));
        run(0, sync);
        assertThat(Files.readAllLines(Path.of(files, "ran"))).hasSize(2);
        assertThat(run(1, "sync", folder.resolve("other").toString(), "--ledger-key", OTHER_KEY)
                        .errors())
                .contains("not signed by");
    }

    @Test
    void saysWhatIsRefused() throws Exception {
        assertThat(run(1, "add", file("junk", new byte[] {1, 2, 3})).errors()).contains("400 INVALID_REQUEST");
        assertThat(run(2, "replace", UUID.randomUUID().toString(), "x.pem", "--both-for", "soon")
                        .errors())
                .contains("--both-for");
        assertThat(run(1, "show", UUID.randomUUID().toString()).errors()).contains("404 KEY_NOT_FOUND");
    }
}
