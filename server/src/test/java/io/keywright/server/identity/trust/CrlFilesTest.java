package io.keywright.server.identity.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.pki.validation.RevocationList;
import io.keywright.server.harness.Authorities;
import io.keywright.server.observability.Remarks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of revocation lists that change, for better and for worse, while the service runs. */
class CrlFilesTest {

    @TempDir
    Path folder;

    private final Remarks remarks = new Remarks();
    private final Issued authority = Issued.authority("Authority").bySelf();
    private final String list = pem(Issued.NOW.plus(Duration.ofHours(1)));

    CrlFilesTest() throws Exception {}

    @Test
    void aFileIsReadAsAnyEditorSavesIt() throws Exception {
        assertThat(opened("\uFEFF" + list.replace("\n", "\r\n")).follow()).hasSize(1);
        assertThat(opened("Issuer: somebody\n" + list + list).follow()).hasSize(2);
        assertThat(remarks.none()).isTrue();
    }

    @Test
    void aStartNeedsListsInEachFile() throws IOException {
        for (String content : List.of("", "junk", list.substring(0, 80), list + "-----BEGIN X509 CRL-----")) {
            assertThatThrownBy(() -> opened(content)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void whatWasReadStaysInForceAndTheFileIsNamedUntilItCanBeReadAgain() throws Exception {
        CrlFiles files = opened(list);
        List<RevocationList> before = files.follow();

        for (String content : List.of("not a list", list.substring(0, 80))) {
            Files.writeString(file(), content);
            assertThat(files.follow()).isEqualTo(before);
            assertThat(remarks.text()).contains("keywright.tls.client-crl", file().toString());
        }
        Files.delete(file());
        assertThat(files.follow()).isEqualTo(before);
        assertThat(remarks.text()).contains("is missing");

        Files.writeString(file(), list + list);
        assertThat(files.follow()).hasSize(2);
        assertThat(remarks.none()).isTrue();
    }

    @Test
    void aFileThatCannotBeReadDoesNotHoldBackAnother() throws Exception {
        Path other = Files.writeString(folder.resolve("other.crl"), list);
        Files.writeString(file(), list);
        CrlFiles files = CrlFiles.open(List.of(file(), other), () -> Issued.NOW, remarks);
        Files.writeString(file(), "junk");
        Files.writeString(other, list + list);

        assertThat(files.follow()).hasSize(3);
    }

    @Test
    void aListThatIsOutOfDateIsNamed() throws Exception {
        opened(pem(Issued.NOW.minusSeconds(1))).follow();

        assertThat(remarks.text()).contains(file().toString(), "CN=Authority is out of date");
    }

    private CrlFiles opened(String content) throws IOException {
        Files.writeString(file(), content);
        return CrlFiles.open(List.of(file()), () -> Issued.NOW, remarks);
    }

    private Path file() {
        return folder.resolve("clients.crl");
    }

    private String pem(Instant end) throws Exception {
        return Authorities.pem(authority.crl(end, nobody -> {}));
    }
}
