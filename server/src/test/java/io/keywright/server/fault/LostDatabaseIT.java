package io.keywright.server.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Reply;
import io.keywright.server.harness.SmallLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server whose database is taken away under it acknowledges nothing, loses nothing, and goes on once it is back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LostDatabaseIT {

    private static final byte[] DATA = {1, 2, 3};
    private static final int RECEIPTS = 20;

    private final Installation server = Installation.start(Map.of());
    private final Path database = server.database();
    private final Path away = server.data().resolveSibling("away.db");
    private final Kms kms = server.asNewTenant();
    private Ledgered ledgered = new Ledgered();
    private String keyId = "";
    private String logBefore = "";

    @BeforeEach
    void useIt() {
        logBefore = server.log();
        ledgered = new Ledgered();
        keyId = kms.newKey("AES-256");
        for (int i = 0; i < RECEIPTS; i++) {
            encrypt();
        }
    }

    private void encrypt() {
        ledgered.add(kms, kms.encrypt(keyId, DATA).expect(200), "encrypt", keyId);
    }

    @AfterAll
    void close() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"keywright.db", "keywright.db-wal"})
    void aFileThatWasMovedAwayIsMissedAndUsedAgainWhenItIsBack(String name) throws IOException {
        Path file = server.data().resolve(name);
        Files.move(file, away);
        assertThatNothingIsAcknowledged();
        Files.move(away, file);
        assertThatNothingIsLost();
    }

    @Test
    void aDatabaseInItsPlaceIsNeitherUsedNorHarmed(@TempDir Path elsewhere) throws Exception {
        new SmallLedger(elsewhere).close();
        Path other = elsewhere.resolve(database.getFileName());
        Files.move(database, away);
        Files.copy(other, database);

        assertThatNothingIsAcknowledged();
        kms.get("/keys/" + UUID.randomUUID()).expect(503);
        assertThat(database).hasSameBinaryContentAs(other);
        Files.delete(database);
        Files.move(away, database);
        assertThatNothingIsLost();
    }

    @Test
    void aCopyInItsPlaceIsUsedOnceTheServerIsStartedAgain() throws IOException {
        Files.move(database, away);
        Files.copy(away, database);
        assertThatNothingIsAcknowledged();
        Files.delete(away);
        server.stop();
        server.start();
        assertThatNothingIsLost();
    }

    @Test
    void aServerThatWasKilledMeanwhileMakesNoOther() throws IOException {
        Files.move(database, away);
        server.kill();
        RefusedStart.of(server.launch(), "keywright.data", database.toString(), "missing", "Put it back");
        Files.move(away, database);
        server.start();
        assertThatNothingIsLost();
    }

    private void assertThatNothingIsAcknowledged() {
        Degraded.unavailable(kms.encrypt(keyId, DATA), "store");
        Degraded.unavailable(kms.create("AES-256", List.of("encrypt")));
        Degraded.health(kms, "unhealthy", "store");
        assertThat(server.log().substring(logBefore.length()))
                .contains(database.toString(), "was removed or replaced while in use");
    }

    private void assertThatNothingIsLost() {
        encrypt();
        Degraded.health(kms, "healthy");
        Witness witness = new Witness(kms);
        ledgered.promises().forEach(promise -> promise.prove(witness.key()));
        Reply made = kms.create("AES-256", List.of("encrypt")).expect(201);
        kms.encrypt(made.text("key_id"), DATA).expect(200);
    }
}
