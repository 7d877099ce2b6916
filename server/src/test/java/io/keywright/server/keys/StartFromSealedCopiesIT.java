package io.keywright.server.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keywright.server.harness.Eventually;
import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Launch;
import io.keywright.server.harness.Reply;
import io.keywright.testkit.openbao.OpenBao;
import io.keywright.testkit.openbao.SharedOpenBao;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A server that is started again while the OpenBao under which all its roots lie is sealed, with copies of them and without. */
@ExtendWith(SharedOpenBao.class)
@ResourceLock(SharedOpenBao.LOCK)
class StartFromSealedCopiesIT {

    private static final String MOUNT = "sealed-copies";
    private static final String SEALING = "keywright.cache.sealed-copies.provider";

    /** Of the ledger's key, its cosigner's, the rows', and the tenant's root. */
    private static final int COPIES = 4;

    private static final byte[] PLAINTEXT = {1, 2, 3};

    @TempDir
    Path folder;

    private OpenBao bao;
    private Installation server;
    private Kms acme;
    private String keyId;

    @BeforeEach
    void startOnce(OpenBao shared) throws Exception {
        bao = shared;
        bao.root().call("POST", "sys/mounts/" + MOUNT, Map.of("type", "transit"));
        bao.root().call("POST", MOUNT + "/keys/root", Map.of());
        Path token = Files.writeString(folder.resolve("token"), bao.root().token());
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
        server = Installation.start(Map.of(
                "keywright.root.provider",
                "vault",
                "keywright.root.start-patience",
                "PT0S",
                "keywright.providers.vault.address",
                bao.address(),
                "keywright.providers.vault.ca",
                bao.ca().toString(),
                "keywright.providers.vault.mount",
                MOUNT,
                "keywright.providers.vault.auth",
                "token",
                "keywright.providers.vault.token-file",
                token.toString(),
                "keywright.providers.vault.key",
                "root",
                "keywright.providers.local.type",
                "local",
                SEALING,
                "local"));
        acme = server.as(Identity.of("acme"));
        keyId = acme.newKey("AES-256");
    }

    @AfterEach
    void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void itServesAllThatItHasCopiesOfAndSaysWhatIsAway() throws Exception {
        Reply encrypted = acme.encrypt(keyId, PLAINTEXT).expect(200);
        Eventually.passes(() -> assertThat(copies()).hasSizeGreaterThanOrEqualTo(COPIES));
        server.stop();
        bao.seal();
        try {
            withoutCopiesItSaysWhatToDo();
            server.start();
            assertThat(acme.decrypt(keyId, encrypted.bytes("ciphertext"), encrypted.bytes("iv"))
                            .expect(200)
                            .bytes("plaintext"))
                    .isEqualTo(PLAINTEXT);
            acme.encrypt(keyId, PLAINTEXT).expect(200);
            acme.newKey("AES-256");
            Eventually.passes(() -> assertThat(failedChecks()).containsExactly("root_provider"));
            assertThat(provider("vault").path("status").asText()).isEqualTo("unhealthy");
            assertThat(provider("local").path("status").asText()).isEqualTo("healthy");
        } finally {
            bao.unseal();
        }
        Eventually.passes(
                () -> assertThat(provider("vault").path("status").asText()).isEqualTo("healthy"));
    }

    private void withoutCopiesItSaysWhatToDo() {
        Launch.Failure failure = server.launch().without(SEALING).startInVain();

        assertThat(failure.exitCode()).isNotZero();
        assertThat(failure.output()).contains("root provider vault at " + bao.address(), "Mend the way to it", SEALING);
    }

    /** Each may be there under another name while it is written. */
    private List<Path> copies() {
        try (Stream<Path> files = Files.walk(server.data().resolve("sealed-copies"))) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException | UncheckedIOException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> failedChecks() {
        return acme.get("/health")
                .json()
                .path("checks")
                .valueStream()
                .filter(check -> !check.path("status").asText().equals("pass"))
                .map(check -> check.path("name").asText())
                .toList();
    }

    private JsonNode provider(String name) {
        try (Kms platform = server.asPlatform()) {
            return platform.get("/health/kms")
                    .expect(200)
                    .json()
                    .path("providers")
                    .valueStream()
                    .filter(provider -> provider.path("name").asText().equals(name))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
