package io.keywright.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.pki.issuing.SubjectNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DevelopmentPkiTest {

    @TempDir
    Path data;

    @Test
    void theFirstStartMakesAllCertificates() throws Exception {
        DevelopmentPki pki = DevelopmentPki.ensure(data);

        assertThat(names(pki.demo())).isEqualTo("spiffe://keywright.dev/tenant/demo/env/dev/plane/tenant/module/M21");
        assertThat(names(pki.other())).isEqualTo("spiffe://keywright.dev/tenant/other/env/dev/plane/tenant/module/M21");
        assertThat(names(pki.operator())).isEqualTo("spiffe://keywright.dev/module/operator");
        assertThat(SubjectNames.ofLoopback().areThoseOf(certificate(pki.server())))
                .isTrue();
        CertificateAuthority ca = new CertificateAuthority(pki.ca().read());
        assertThat(leaves(pki)).allSatisfy(leaf -> {
            assertThat(leaf.read().matches()).isTrue();
            assertThat(ca.issued(certificate(leaf))).isTrue();
        });
    }

    @Test
    void theFilesLieWhereTheDocumentationSays() {
        DevelopmentPki pki = DevelopmentPki.ensure(data);

        assertThat(pki.folder()).isEqualTo(data.resolve("pki"));
        assertThat(pki.folder().toFile().list())
                .containsExactlyInAnyOrder(
                        ".checked",
                        "ca.pem",
                        "ca-key.pem",
                        "server.pem",
                        "server-key.pem",
                        "demo.pem",
                        "demo-key.pem",
                        "other.pem",
                        "other-key.pem",
                        "operator.pem",
                        "operator-key.pem");
    }

    @Test
    void onlyTheOwnerCanEnterTheFolderAndReadTheKeys() throws Exception {
        DevelopmentPki pki = DevelopmentPki.ensure(data.resolve("new"));

        assertThat(permissions(pki.folder())).isEqualTo("rwx------");
        for (PemPair pair : pki.pairs()) {
            assertThat(permissions(pair.privateKey())).isEqualTo("rw-------");
        }
    }

    @Test
    void permissionsThatWereOpenedAreClosedAgain() throws Exception {
        DevelopmentPki pki = DevelopmentPki.ensure(data);
        Files.setPosixFilePermissions(pki.folder(), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(pki.demo().privateKey(), PosixFilePermissions.fromString("rw-r--r--"));
        byte[] key = Files.readAllBytes(pki.demo().privateKey());

        DevelopmentPki.ensure(data);

        assertThat(permissions(pki.folder())).isEqualTo("rwx------");
        assertThat(permissions(pki.demo().privateKey())).isEqualTo("rw-------");
        assertThat(pki.demo().privateKey()).hasBinaryContent(key);
    }

    @Test
    void theSecondStartChangesNothing() throws Exception {
        Map<Path, String> first = contents(DevelopmentPki.ensure(data));

        assertThat(contents(DevelopmentPki.ensure(data))).isEqualTo(first);
    }

    @Test
    void aLeafIsRenewedThirtyDaysBeforeItsEndByTheSameAuthority() throws Exception {
        DevelopmentPki pki = DevelopmentPki.ensure(data);
        X509Certificate ca = certificate(pki.ca());
        X509Certificate before = certificate(pki.demo());
        Instant end = before.getNotAfter().toInstant();

        ensureAt(end.minus(Duration.ofDays(31)));
        assertThat(certificate(pki.demo())).isEqualTo(before);

        ensureAt(end.minus(Duration.ofDays(29)));
        X509Certificate after = certificate(pki.demo());
        assertThat(after.getNotAfter()).isAfter(before.getNotAfter());
        assertThat(certificate(pki.ca())).isEqualTo(ca);
        after.verify(ca.getPublicKey());
    }

    @Test
    void theAuthorityIsRenewedBeforeItsEndAndAllLeavesWithIt() throws Exception {
        DevelopmentPki pki = DevelopmentPki.ensure(data);
        X509Certificate before = certificate(pki.ca());
        Instant late = before.getNotAfter().toInstant().minus(Duration.ofDays(29));

        ensureAt(late);

        assertThat(certificate(pki.ca())).isNotEqualTo(before);
        assertIntact(pki);
    }

    @Test
    void noLeafOutlivesItsAuthority() throws Exception {
        DevelopmentPki pki = DevelopmentPki.ensure(data);
        Instant end = certificate(pki.ca()).getNotAfter().toInstant();

        ensureAt(end.minus(Duration.ofDays(60)));

        assertThat(certificate(pki.demo()).getNotAfter().toInstant()).isEqualTo(end);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ca.pem", "ca-key.pem", "server.pem", "server-key.pem", "demo.pem", "operator-key.pem"})
    void aFileThatIsMissingCutOffOrEmptyIsMadeAnew(String name) throws Exception {
        for (Function<String, String> damage : List.<Function<String, String>>of(
                whole -> "", whole -> whole.substring(0, whole.length() / 2), whole -> "junk")) {
            DevelopmentPki pki = DevelopmentPki.ensure(data);
            Path file = pki.folder().resolve(name);
            Files.writeString(file, damage.apply(Files.readString(file)));
            assertIntact(DevelopmentPki.ensure(data));

            Files.delete(file);
            assertIntact(DevelopmentPki.ensure(data));
        }
    }

    @Test
    void aDamagedLeafCostsOnlyThatLeaf() throws Exception {
        DevelopmentPki pki = DevelopmentPki.ensure(data);
        Map<Path, String> before = contents(pki);
        Files.delete(pki.other().privateKey());

        Map<Path, String> after = contents(DevelopmentPki.ensure(data));

        assertThat(after.keySet()).isEqualTo(before.keySet());
        after.forEach((file, content) -> assertThat(content.equals(before.get(file)))
                .as(file.toString())
                .isEqualTo(!file.getFileName().toString().startsWith("other")));
    }

    @Test
    void theKeyOfAnotherCertificateIsReplaced() throws Exception {
        DevelopmentPki pki = DevelopmentPki.ensure(data);
        PemFiles.writePrivateKey(pki.demo().privateKey(), pki.other().read().privateKey());

        assertIntact(DevelopmentPki.ensure(data));
    }

    @Test
    void theCertificateOfAnotherIdentityIsReplaced() throws Exception {
        DevelopmentPki pki = DevelopmentPki.ensure(data);
        pki.demo().write(pki.operator().read());

        DevelopmentPki.ensure(data);

        assertThat(names(pki.demo())).contains("/tenant/demo/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "junk", "9999999999 junk", "x 00", "99999999999999999999 00"})
    void aDamagedMarkOfTheLastCheckOnlyCostsAnotherCheck(String content) throws Exception {
        DevelopmentPki pki = DevelopmentPki.ensure(data);
        Map<Path, String> before = contents(pki);
        Path mark = pki.folder().resolve(".checked");
        String written = Files.readString(mark);
        Files.writeString(mark, content);

        assertThat(contents(DevelopmentPki.ensure(data))).isEqualTo(before);
        assertThat(mark).hasContent(written);
    }

    @Test
    void leftoversOfAWriteCutOffByACrashAreRemoved() throws Exception {
        DevelopmentPki pki = DevelopmentPki.ensure(data);
        Path leftover = Files.writeString(pki.folder().resolve("demo-key.pem.x.part"), "half a key");

        DevelopmentPki.ensure(data);

        assertThat(leftover).doesNotExist();
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws Exception {
        Path blocked = Files.createFile(data.resolve("blocked"));

        assertThatThrownBy(() -> DevelopmentPki.ensure(blocked))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(blocked.toString());
    }

    private void ensureAt(Instant instant) {
        new DevelopmentPkiSetup(DevelopmentPki.in(data), InstantSource.fixed(instant)).run();
    }

    private static void assertIntact(DevelopmentPki pki) throws Exception {
        CertificateAuthority ca = new CertificateAuthority(pki.ca().read());
        for (PemPair leaf : leaves(pki)) {
            assertThat(leaf.read().matches()).isTrue();
            assertThat(ca.issued(certificate(leaf))).isTrue();
        }
    }

    private static List<PemPair> leaves(DevelopmentPki pki) {
        return List.of(pki.server(), pki.demo(), pki.other(), pki.operator());
    }

    private static X509Certificate certificate(PemPair pair) throws Exception {
        return PemFiles.readCertificate(pair.certificate());
    }

    private static String names(PemPair pair) throws Exception {
        return String.valueOf(
                certificate(pair).getSubjectAlternativeNames().iterator().next().get(1));
    }

    private static Map<Path, String> contents(DevelopmentPki pki) throws IOException {
        Map<Path, String> contents = new HashMap<>();
        for (PemPair pair : pki.pairs()) {
            contents.put(pair.certificate(), Files.readString(pair.certificate()));
            contents.put(pair.privateKey(), Files.readString(pair.privateKey()));
        }
        return contents;
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
