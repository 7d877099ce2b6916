package io.keywright.server.fault;

import io.keywright.core.crypto.CryptoProviders;
import io.keywright.providers.local.LocalRootProvider;
import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A server does not start without the one root that its keys hang on, makes no other, and harms nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RootKeyAtStartIT {

    private final Installation server = Installation.prepare(Map.of());
    private final Path root = server.data().resolve("root.key");
    private LeftInOrder left;

    @BeforeAll
    void useTheServerAndStopIt() {
        left = LeftInOrder.by(server, server.launch(), Identity.of("acme"), 1);
    }

    @AfterEach
    void takeTheCauseAway() throws IOException {
        left.restore();
        permissions("rw-------");
    }

    @AfterAll
    void theSameDataFolderStartsOnceTheCauseIsGone() throws IOException {
        left.startsAgain();
    }

    private void permissions(String permissions) throws IOException {
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString(permissions));
    }

    @Test
    void aMissingFile() throws IOException {
        Files.delete(root);
        RefusedStart.of(server.launch(), root.toString(), "missing", "backup");
    }

    @Test
    void theFileOfAnotherInstallation() throws Exception {
        Files.delete(root);
        LocalRootProvider.ofFile("local", root, true, CryptoProviders.jdk()).close();
        RefusedStart.byOpening(server.launch(), "keywright.root", root.toString(), "another root");
    }

    @Test
    void aFileElsewhereThatOthersCanRead() throws IOException {
        Path elsewhere =
                Files.copy(root, Files.createTempDirectory("keywright-root").resolve("root.key"));
        Files.setPosixFilePermissions(elsewhere, PosixFilePermissions.fromString("rw-r-----"));
        RefusedStart.byOpening(
                server.launch().with(Map.of("keywright.providers.local.file", elsewhere.toString())),
                elsewhere.toString(),
                "chmod 600");
    }

    @Test
    void aFileThatCannotBeRead() throws IOException {
        permissions("---------");
        RefusedStart.of(Bound.by(server.launch()), root.toString(), "readable");
    }

    @Test
    void aTruncatedFile() throws IOException {
        Files.writeString(root, Files.readString(root).substring(0, 20));
        RefusedStart.byOpening(server.launch(), root.toString(), "backup");
    }

    @Test
    void anEmptyFile() throws IOException {
        Files.writeString(root, "");
        RefusedStart.byOpening(server.launch(), root.toString(), "backup");
    }

    @Test
    void aPassphraseWhereThereWasAFile() throws IOException {
        Map<String, String> passphrase = Map.of("keywright.providers.local.passphrase", "correct horse battery staple");
        RefusedStart.of(server.launch().with(passphrase), root + ".salt", "missing");
    }
}
