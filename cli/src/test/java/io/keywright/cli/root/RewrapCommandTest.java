package io.keywright.cli.root;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.cli.CapturedTerminal;
import io.keywright.cli.SharedServer;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.ledger.LedgerKeyStore.StoredLedgerKey;
import io.keywright.core.ledger.LedgerKeys;
import io.keywright.core.rewrap.Rewrap;
import io.keywright.core.root.RootKey;
import io.keywright.core.work.Deadline;
import io.keywright.ledger.note.VerifierKey;
import io.keywright.model.ProviderKeyReference;
import io.keywright.providers.local.LocalRootProvider;
import io.keywright.store.Store;
import io.keywright.store.sqlite.SqliteDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a store whose ledger key lies under a root key in a file. */
class RewrapCommandTest {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    @TempDir
    private Path data = Path.of("");

    private String verifierKey = "";

    @BeforeEach
    void wrapAKey() throws Exception {
        VerifierKey key = VerifierKey.of(
                "ledger.test",
                KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic());
        verifierKey = key.toString();
        CryptoProviders crypto = CryptoProviders.jdk();
        try (LocalRootProvider root = new LocalRoot(data.resolve("root.key"), Optional.empty()).open(true);
                Store store = new Store(SqliteDatabase.open(data));
                SecretBytes secret = SecretBytes.own(SECRET.getBytes(UTF_8))) {
            byte[] wrapped = RootKey.open(root, ProviderKeyReference.DEFAULT, crypto)
                    .wrap(secret, LedgerKeys.binding(key), Deadline.in(Duration.ofSeconds(10)));
            store.ledgerKeys().createLedgerKey(new StoredLedgerKey(verifierKey, "local", wrapped));
        }
    }

    private CapturedTerminal rewrap(int exitCode, String... options) {
        return SharedServer.run(
                exitCode,
                Stream.concat(Stream.of("root", "rewrap", "--data", data.toString()), Stream.of(options))
                        .toArray(String[]::new));
    }

    private boolean opens(LocalRoot root) throws Exception {
        try (LocalRootProvider provider = root.open(false);
                Store store = new Store(SqliteDatabase.open(data))) {
            return new Rewrap(store.wraps(), CryptoProviders.jdk()).opens(provider);
        }
    }

    private Path passphrase(String name, String words) throws IOException {
        Path file = Files.writeString(data.resolve(name), words + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private LocalRoot root(Path... passphrase) {
        return LocalRoot.of(data.resolve("root.key"), Stream.of(passphrase).findFirst());
    }

    @Test
    void aNewRootKeyOpensEverythingAndTheOldOneNothing() throws Exception {
        String before = Files.readString(data.resolve("root.key"));

        assertThat(rewrap(0).output()).contains("✓ 1 key, wrapped anew.", "old root");

        assertThat(Files.readString(data.resolve("root.key"))).isNotEqualTo(before);
        assertThat(opens(root())).isTrue();
        assertThat(opens(new LocalRoot(old("root.key.before-"), Optional.empty())))
                .isFalse();
    }

    private Path old(String prefix) throws IOException {
        try (Stream<Path> files = Files.list(data)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void fromAFileToAPassphraseAndToAnotherOne() throws Exception {
        Path first = passphrase("first", "correct horse battery staple");
        Path second = passphrase("second", "another horse battery staple");

        rewrap(0, "--new-passphrase-file", first.toString());
        assertThat(data.resolve("root.key")).doesNotExist();
        assertThat(opens(root(first))).isTrue();

        rewrap(0, "--passphrase-file", first.toString(), "--new-passphrase-file", second.toString());
        assertThat(opens(root(second))).isTrue();
        assertThat(opens(root(first))).isFalse();
    }

    @Test
    void theWrongRootChangesNothing() throws Exception {
        Path right = passphrase("right", "correct horse battery staple");
        Path wrong = passphrase("wrong", "incorrect horse battery staple");
        rewrap(0, "--new-passphrase-file", right.toString());

        assertThat(rewrap(1, "--passphrase-file", wrong.toString()).errors())
                .contains("Nothing was changed.")
                .doesNotContain("horse");
        assertThat(opens(root(right))).isTrue();
        assertThat(data.resolve("root.key")).doesNotExist();
        rewrap(0, "--passphrase-file", right.toString());
        assertThat(opens(root())).isTrue();
    }

    @Test
    void whatWasInterruptedBeforeTheFilesWereMovedIsFinished() throws Exception {
        LocalRoot next = root().prepared();
        try (LocalRootProvider from = root().open(false);
                LocalRootProvider to = next.open(true);
                Store store = new Store(SqliteDatabase.open(data))) {
            new Rewrap(store.wraps(), CryptoProviders.jdk()).run(from, to);
        }
        assertThat(opens(root())).isFalse();

        rewrap(0);

        assertThat(opens(root())).isTrue();
        assertThat(next.file()).doesNotExist();
    }

    @Test
    void aStoreInUseOrNoneIsLeftAlone() throws Exception {
        try (Store store = new Store(SqliteDatabase.open(data))) {
            assertThat(store.ledgerKeys().ledgerKey()).isPresent();
            assertThat(rewrap(1).errors()).contains("Nothing was changed.");
        }
        assertThat(SharedServer.run(
                                2,
                                "root",
                                "rewrap",
                                "--data",
                                data.resolve("nowhere").toString())
                        .errors())
                .contains("there is no store");
    }
}
