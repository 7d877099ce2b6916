package io.keywright.server.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.server.harness.Eventually;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Without its root key a server goes on with what it has in memory, refuses the rest, and recovers by itself. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LostRootKeyIT {

    private static final byte[] DATA = {1, 2, 3};

    private final Installation server = Installation.start(Map.of());
    private final Path root = server.data().resolve("root.key");
    private final Path away = server.data().resolveSibling("root.key.away");
    private Kms warm = server.asNewTenant();
    private Kms cold = server.asNewTenant();
    private String warmKey = "";
    private String coldKey = "";

    /** After it nothing is in memory but one tenant's root and key. */
    @BeforeEach
    void restart() {
        warm = server.asNewTenant();
        cold = server.asNewTenant();
        warmKey = warm.newKey("AES-256");
        coldKey = cold.newKey("AES-256");
        server.stop();
        server.start();
        warm.encrypt(warmKey, DATA).expect(200);
    }

    @AfterAll
    void close() throws IOException {
        server.close();
    }

    @Test
    void aFileThatWasRemovedIsMissedAndUsedAgainWhenItIsBack() throws IOException {
        Files.move(root, away);
        assertThatOnlyWhatIsInMemoryWorks();
        Files.move(away, root);
        Eventually.passes(this::assertThatEverythingWorks);
    }

    @Test
    void aFileThatWasReplacedIsNoticedAndUsedAgainWhenItIsBack() throws IOException {
        byte[] right = Files.readAllBytes(root);
        try (Installation other = Installation.prepare(Map.of())) {
            other.start();
            Files.write(root, Files.readAllBytes(other.data().resolve("root.key")));
        }
        assertThatOnlyWhatIsInMemoryWorks();
        Files.write(root, right);
        Eventually.passes(this::assertThatEverythingWorks);
    }

    private void assertThatOnlyWhatIsInMemoryWorks() {
        Reply encrypted = warm.encrypt(warmKey, DATA).expect(200);
        warm.decrypt(warmKey, encrypted.bytes("ciphertext"), encrypted.bytes("iv"))
                .expect(200);
        Degraded.unavailable(cold.encrypt(coldKey, DATA), "unreachable");
        Degraded.unavailable(server.asNewTenant().create("AES-256", List.of("encrypt", "decrypt")));
        cold.get("/keys/" + coldKey).expect(200);
        Degraded.health(warm, "degraded", "root_provider");
        assertThat(server.metrics()).containsPattern("kms_provider_errors_total\\{[^}]*provider=\"local\"[^}]*} [1-9]");
    }

    /** A provider that failed too often is not asked for a while. */
    private void assertThatEverythingWorks() {
        cold.encrypt(coldKey, DATA).expect(200);
        warm.encrypt(warmKey, DATA).expect(200);
        server.asNewTenant().newKey("AES-256");
        Degraded.health(warm, "healthy");
    }
}
