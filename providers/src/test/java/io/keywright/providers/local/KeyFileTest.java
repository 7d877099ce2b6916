package io.keywright.providers.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.crypto.Binding;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.root.ProviderKey;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.core.work.Deadline;
import io.keywright.model.Environment;
import io.keywright.model.Plane;
import io.keywright.model.ProviderKeyReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {

    private static final CryptoProviders CRYPTO = CryptoProviders.jdk();
    private static final Binding BINDING = new Binding("acme", Environment.PROD, Plane.TENANT, "key", "probe");
    private static final String ROOT = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("root.key");
    }

    private ProviderKey open(boolean createIfMissing) throws RootProviderException {
        return provider(createIfMissing).open(ProviderKeyReference.DEFAULT);
    }

    private LocalRootProvider provider(boolean createIfMissing) throws RootProviderException {
        return LocalRootProvider.ofFile("local", file, createIfMissing, CRYPTO);
    }

    private static Deadline soon() {
        return Deadline.in(Duration.ofSeconds(10));
    }

    private void write(String content, String rights) throws Exception {
        Files.writeString(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
    }

    private void opensNot(Reason reason, String... said) {
        assertThatThrownBy(() -> open(false))
                .isInstanceOfSatisfying(
                        RootProviderException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageContainingAll(said);
    }

    @Test
    void aMissingFileIsAnErrorUnlessToldToMakeIt() throws Exception {
        opensNot(Reason.UNREACHABLE, file.toString(), "missing");
        assertThat(file).doesNotExist();
        open(true);
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.readString(file)).matches("[A-Za-z0-9+/]{43}=\n");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void aFileThatIsThereIsNeverReplaced() throws Exception {
        byte[] blob = open(true).wrap(SecretBytes.copyOf(new byte[32]), BINDING, soon());
        try (SecretBytes opened = open(true).unwrap(blob, BINDING, soon())) {
            assertThat(opened).isEqualTo(SecretBytes.copyOf(new byte[32]));
        }
    }

    @Test
    void aFolderThatIsNotThereIsAClearError() {
        file = folder.resolve("nowhere").resolve("root.key");
        assertThatThrownBy(() -> open(true))
                .isInstanceOf(RootProviderException.class)
                .hasMessageContaining(file.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-", "rwxrwxrwx"})
    void aFileThatOthersCanGetAtIsRefused(String rights) throws Exception {
        write(ROOT + "\n", rights);
        opensNot(Reason.BAD_CREDENTIALS, file.toString(), "chmod 600");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-------", "r--------"})
    void aFileOfItsOwnerOnlyIsReadWithOrWithoutALineEnd(String rights) throws Exception {
        write(ROOT, rights);
        byte[] blob = open(false).wrap(SecretBytes.copyOf(new byte[32]), BINDING, soon());
        Files.delete(file);
        write(ROOT + "\n", rights);
        open(false).unwrap(blob, BINDING, soon()).close();
    }

    @Test
    void anythingButOneRootKeyIsRefusedWithoutRepeatingIt() throws Exception {
        List<String> wrong = List.of(
                "",
                "\n",
                ROOT.substring(1),
                ROOT.substring(0, 43),
                ROOT + "\n\n",
                ROOT + " ",
                " " + ROOT,
                ROOT + "\r\n",
                ROOT + ROOT,
                ROOT.replace("h8=", "h9="),
                "AAECAwQFBgcICQoLDA0ODw==",
                "x".repeat(10_000));
        for (String content : wrong) {
            write(content, "rw-------");
            assertThatThrownBy(() -> open(false))
                    .as(content)
                    .isInstanceOf(RootProviderException.class)
                    .hasMessageContaining("32 bytes in Base64")
                    .message()
                    .doesNotContain("AAECAwQ");
        }
    }

    @Test
    void aRootThatIsReplacedAtRunTimeIsUnavailable() throws Exception {
        write(ROOT + "\n", "rw-------");
        ProviderKey provider = open(false);
        write(ROOT.replace("AAEC", "BAEC") + "\n", "rw-------");
        assertThatThrownBy(() -> provider.wrap(SecretBytes.copyOf(new byte[32]), BINDING, soon()))
                .isInstanceOfSatisfying(
                        RootProviderException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNREACHABLE))
                .hasMessageContaining("altered");
    }

    @Test
    void theProviderNeverPrintsItsRoot() throws Exception {
        write(ROOT + "\n", "rw-------");
        assertThat(provider(false)).hasToString("LocalRootProvider[local, KeyFile]");
    }
}
