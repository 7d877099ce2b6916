package io.keywright.server.identity.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.authority.RevokedCertificates;
import io.keywright.pki.validation.RevocationRule;
import io.keywright.server.harness.Authorities;
import io.keywright.server.observability.Remarks;
import io.keywright.store.Store;
import io.keywright.store.sqlite.SqliteDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The file with the authorities of clients is replaced while the service runs. */
class AuthorityFileTest {

    @TempDir
    Path folder;

    private final Remarks remarks = new Remarks();
    private final Issued old = Issued.authority("Old").bySelf();
    private final Issued next = Issued.authority("Next").bySelf();
    private final Issued clientOfOld = Issued.client().by(old);
    private final Issued clientOfNext = Issued.client().by(next);
    private Store store;
    private TrustSource source;

    AuthorityFileTest() throws Exception {}

    @BeforeEach
    void open() throws Exception {
        store = new Store(SqliteDatabase.open(Files.createDirectory(folder.resolve("data"))));
        write(old);
        source = new TrustSource(
                AuthorityFile.open(file(), remarks),
                store.trustAnchors(),
                CrlFiles.open(List.of(), () -> Issued.NOW, remarks),
                Optional.empty(),
                RevocationRule.IF_KNOWN,
                new RevokedCertificates(store.certificates()),
                () -> Issued.NOW,
                remarks);
        source.follow();
    }

    @AfterEach
    void close() throws Exception {
        store.close();
    }

    private Path file() {
        return folder.resolve("clients-ca.pem");
    }

    private void write(Issued... authorities) throws IOException {
        StringBuilder pem = new StringBuilder();
        for (Issued authority : authorities) {
            pem.append(Authorities.pem(authority.certificate()));
        }
        Files.writeString(file(), pem);
    }

    private void trusts(Issued client) {
        assertThatCode(() -> source.trust().check(List.of(client.certificate()), null))
                .doesNotThrowAnyException();
    }

    private void doesNotTrust(Issued client) {
        assertThatThrownBy(() -> source.trust().check(List.of(client.certificate()), null))
                .isInstanceOf(Untrusted.class);
    }

    @Test
    void anAuthorityIsTrustedFromWhenItStandsThereUntilItIsTakenAway() throws Exception {
        trusts(clientOfOld);
        doesNotTrust(clientOfNext);

        write(old, next);
        source.follow();
        trusts(clientOfOld);
        trusts(clientOfNext);

        write(next);
        source.follow();
        doesNotTrust(clientOfOld);
        trusts(clientOfNext);
        assertThat(remarks.none()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no certificate", "-----BEGIN CERTIFICATE-----\nMII"})
    void whatCannotBeReadChangesNothingAndIsTold(String content) throws Exception {
        Files.writeString(file(), content);
        source.follow();
        trusts(clientOfOld);
        assertThat(remarks.text()).contains("keywright.tls.client-ca", "What it held before stays in force");

        write(next);
        source.follow();
        doesNotTrust(clientOfOld);
        assertThat(remarks.none()).isTrue();
    }

    /** A start would refuse it; nobody could come in any more. */
    @Test
    void whatCannotVouchForClientsChangesNothingAndIsTold() throws Exception {
        write(clientOfNext);
        source.follow();
        trusts(clientOfOld);
        assertThat(remarks.text()).contains("which cannot vouch for clients");
    }

    @Test
    void aFileThatIsGoneChangesNothing() throws Exception {
        Files.delete(file());
        source.follow();
        trusts(clientOfOld);
        assertThat(remarks.text()).contains("keywright.tls.client-ca");
    }
}
