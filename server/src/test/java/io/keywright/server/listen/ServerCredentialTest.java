package io.keywright.server.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.pki.CertificateAuthority;
import io.keywright.pki.Credential;
import io.keywright.server.harness.Authorities;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service's certificate in the forms in which authorities and people hand it out. */
class ServerCredentialTest {

    @TempDir
    Path folder;

    private final CertificateAuthority authority = Authorities.create("Authority");
    private final X509Certificate root = authority.certificate();
    private final X509Certificate stranger = Authorities.create("Stranger").certificate();
    private final Credential own = OwnFiles.issued(authority, OwnFiles.NOW.plus(Duration.ofDays(1)));
    private OwnFiles files;

    @BeforeEach
    void prepare() {
        files = new OwnFiles(folder);
    }

    @Test
    void aChainMayStandTwiceAndInAnyOrder() throws IOException {
        String leaf = Authorities.pem(own.certificate());
        String issuer = Authorities.pem(root);
        for (String pem : new String[] {leaf + issuer, issuer + leaf, leaf + leaf + issuer, leaf + issuer + issuer}) {
            files.write(pem, own);
            assertThat(read().chain()).containsExactly(own.certificate(), root);
        }
        files.write(leaf, own);
        assertThat(read().chain()).containsExactly(own.certificate());
    }

    @Test
    void anyEditorMayHaveSavedIt() throws IOException {
        files.write("\uFEFF" + Authorities.pem(own.certificate()).replace("\n", "\r\n"), own);
        Files.writeString(files.key(), "\uFEFF" + Files.readString(files.key()).replace("\n", "\r\n"));

        assertThat(read().own()).isEqualTo(own.certificate());
        assertThat(read().key()).isEqualTo(own.privateKey());
    }

    @Test
    void derIsReadToo() throws Exception {
        files.write(own);
        Files.write(files.certificate(), own.certificate().getEncoded());

        assertThat(read().own()).isEqualTo(own.certificate());
    }

    @Test
    void whatHasNoPlaceInTheChainIsNamed() throws IOException {
        files.write(own, root, stranger);

        assertThatThrownBy(this::read)
                .hasMessageContaining(files.certificate().toString())
                .hasMessageContaining("CN=Stranger, which has no place in the chain of CN=localhost");
    }

    @Test
    void aKeyOfAnotherCertificateIsNamed() throws IOException {
        files.write(own);
        files.write(Authorities.pem(own.certificate()), OwnFiles.issued(authority, OwnFiles.NOW));

        assertThatThrownBy(this::read)
                .isInstanceOf(ServerCredential.NotTheKeyException.class)
                .hasMessageContaining(files.key().toString());
    }

    @Test
    void itSaysWhenItsTimeIsOver() throws IOException {
        files.write(own);

        assertThat(read().outOfTime(OwnFiles.NOW)).isEmpty();
        assertThat(read().outOfTime(OwnFiles.NOW.plus(Duration.ofDays(2))))
                .hasValueSatisfying(it -> assertThat(it).startsWith("expired at"));
        assertThat(read().outOfTime(OwnFiles.NOW.minus(Duration.ofDays(2))))
                .hasValueSatisfying(it -> assertThat(it).startsWith("is not valid before"));
    }

    private ServerCredential read() throws IOException {
        return ServerCredential.read(files.certificate(), files.key());
    }
}
