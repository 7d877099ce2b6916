package io.keywright.server.listen;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.pki.CertificateAuthority;
import io.keywright.pki.Credential;
import io.keywright.server.harness.Authorities;
import io.keywright.server.observability.Remarks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A certificate that is renewed while it is shown. */
class ServedCertificateTest {

    @TempDir
    Path folder;

    private final CertificateAuthority authority = Authorities.create("Authority");
    private final Credential first = OwnFiles.issued(authority, OwnFiles.NOW.plus(Duration.ofDays(90)));
    private final Credential second = OwnFiles.issued(authority, OwnFiles.NOW.plus(Duration.ofDays(90)));
    private final Remarks remarks = new Remarks();
    private Instant now = OwnFiles.NOW;
    private OwnFiles files;
    private ServedCertificate served;

    @BeforeEach
    void open() throws IOException {
        files = new OwnFiles(folder);
        files.write(first);
        served = new ServedCertificate(files.certificate(), files.key(), () -> now, remarks);
    }

    @Test
    void theNextHandshakeGetsTheRenewedOne() throws IOException {
        files.write(second);
        served.follow();

        shows(second);
        assertThat(remarks.none()).isTrue();
    }

    @Test
    void aHandshakeThatHasBegunKeepsTheOldOne() throws IOException {
        String begun = alias();
        files.write(second);
        served.follow();

        assertThat(served.getCertificateChain(begun)).containsExactly(first.certificate());
        assertThat(served.getPrivateKey(begun)).isEqualTo(first.privateKey());
    }

    @Test
    void filesThatCannotBeUsedChangeNothingAndAreNamed() throws IOException {
        Files.writeString(files.certificate(), "junk");
        stays("server.pem holds no certificate");
        files.write(Authorities.pem(second.certificate()), first);
        stays("is not the key of");
        files.write(OwnFiles.issued(authority, OwnFiles.NOW.minusSeconds(1)));
        stays("expired at");

        files.write(second);
        served.follow();
        shows(second);
        assertThat(remarks.none()).isTrue();
    }

    @Test
    void itIsSaidWhenTheEndIsNear() {
        served.follow();
        assertThat(remarks.none()).isTrue();

        now = now.plus(Duration.ofDays(80));
        served.follow();
        assertThat(remarks.text()).contains("keywright.tls.certificate: the certificate ends at " + served.end());
    }

    @Test
    void itIsForItsKindOfKeyAlone() {
        assertThat(served.chooseServerAlias("EC_EC", null, null)).isEqualTo(alias());
        assertThat(served.chooseServerAlias("RSA", null, null)).isNull();
    }

    private void stays(String said) {
        served.follow();
        shows(first);
        assertThat(remarks.text()).contains(said, "The certificate shown before is shown on");
    }

    private void shows(Credential expected) {
        assertThat(served.getCertificateChain(alias())).containsExactly(expected.certificate());
        assertThat(served.getPrivateKey(alias())).isEqualTo(expected.privateKey());
    }

    private String alias() {
        return String.valueOf(served.chooseServerAlias("EC", null, null));
    }
}
