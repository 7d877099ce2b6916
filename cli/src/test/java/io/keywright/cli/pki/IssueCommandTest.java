package io.keywright.cli.pki;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.cli.CapturedTerminal;
import io.keywright.cli.Keywright;
import io.keywright.cli.installation.Installation;
import io.keywright.pki.Credential;
import io.keywright.pki.DevelopmentPki;
import io.keywright.pki.PemFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IssueCommandTest {

    private final CapturedTerminal screen = new CapturedTerminal();

    @TempDir
    private Path folder = Path.of("");

    private int issue(String... options) {
        String[] arguments = new String[options.length + 6];
        System.arraycopy(
                new String[] {
                    "pki",
                    "issue",
                    "--data",
                    folder.toString(),
                    "--out",
                    folder.resolve("new").toString()
                },
                0,
                arguments,
                0,
                6);
        System.arraycopy(options, 0, arguments, 6, options.length);
        return Keywright.run(screen.terminal(), new Installation(Path.of("/nowhere")), arguments);
    }

    private List<?> uriOf(X509Certificate certificate) throws Exception {
        return certificate.getSubjectAlternativeNames().iterator().next();
    }

    @Test
    void issuesATenantsModule() throws Exception {
        DevelopmentPki pki = DevelopmentPki.ensure(folder);

        assertThat(issue("--tenant", "acme", "--environment", "staging", "--plane", "product", "--module", "M7"))
                .isZero();
        X509Certificate certificate = PemFiles.readCertificate(folder.resolve("new.pem"));
        assertThat(uriOf(certificate))
                .isEqualTo(List.of(6, "spiffe://keywright.dev/tenant/acme/env/staging/plane/product/module/M7"));
        certificate.verify(pki.ca().read().certificate().getPublicKey());
        assertThat(new Credential(certificate, PemFiles.readPrivateKey(folder.resolve("new-key.pem"), "EC")).matches())
                .isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("new-key.pem"))))
                .isEqualTo("rw-------");
    }

    @Test
    void issuesAPlatformModule() throws Exception {
        DevelopmentPki.ensure(folder);

        assertThat(issue("--platform", "--module", "auditor")).isZero();
        assertThat(uriOf(PemFiles.readCertificate(folder.resolve("new.pem"))))
                .isEqualTo(List.of(6, "spiffe://keywright.dev/module/auditor"));
    }

    @Test
    void refusesWhatIsNoIdentity() {
        DevelopmentPki.ensure(folder);

        assertThat(issue("--module", "M7")).isEqualTo(2);
        assertThat(issue("--module", "M7", "--tenant", "acme", "--platform")).isEqualTo(2);
        assertThat(issue("--module", "M7", "--tenant", "acme/../globex")).isEqualTo(2);
        assertThat(issue("--tenant", "acme")).isEqualTo(2);
        assertThat(folder.resolve("new.pem")).doesNotExist();
    }

    @Test
    void saysWhereAnAuthorityComesFrom() {
        assertThat(issue("--module", "M7", "--tenant", "acme")).isEqualTo(1);
        assertThat(screen.errors()).contains("keywright dev");
    }
}
