package io.keywright.server.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Reply;
import io.keywright.server.harness.Together;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A server whose database goes away under it acknowledges nothing, loses nothing, and goes on once it is back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LostDatabaseIT {

    private static final byte[] DATA = {1, 2, 3};
    /** More than there are connections that read, so that new ones are opened. */
    private static final int CALLERS = 24;

    private final Installation server = Installation.prepare(Map.of());
    private final Kms kms = server.asNewTenant();
    private final Path database = server.database();
    private final Path away = server.data().resolveSibling("away.db");
    private final Path right = server.data().resolveSibling("right.db");
    private final Ledgered ledgered = new Ledgered();
    private final Witness witness;
    private final String keyId;

    LostDatabaseIT() {
        server.start(Bound.by(server.launch()));
        keyId = kms.newKey("AES-256");
        witness = new Witness(kms);
        use();
    }

    private void use() {
        ledgered.add(kms, kms.encrypt(keyId, DATA).expect(200), "encrypt", keyId);
        witness.look();
    }

    @AfterAll
    void nothingAcknowledgedIsLost() throws Exception {
        server.stop();
        server.start();
        use();
        witness.follow(DatabaseFile.of(server));
        ledgered.promises().forEach(promise -> promise.prove(witness.key()));
        server.stop();
        Audit.of(server.data(), witness.key()).findsAll(ledgered.promises());
        server.close();
    }

    private void assertThatNothingIsAcknowledged() {
        Degraded.unavailable(kms.encrypt(keyId, DATA));
        Degraded.unavailable(kms.create("AES-256", List.of("encrypt")));
        Degraded.unavailable(kms.rotate(keyId));
        Degraded.unavailable(kms.get("/keys/" + keyId));
        Degraded.unavailable(server.asNewTenant().create("AES-256", List.of("encrypt")));
        Degraded.health(kms, "unhealthy", "store");
    }

    private void assertThatEverythingWorks() {
        use();
        String made = kms.newKey("AES-256");
        Together.run(CALLERS, i -> kms.get("/keys/" + made).expect(200));
        Degraded.health(kms, "healthy");
    }

    @Test
    void aDatabaseThatWasMovedAwayIsMissedAndUsedAgainWhenItIsBack() throws IOException {
        Files.move(database, away);
        assertThatNothingIsAcknowledged();
        Files.move(away, database);
        assertThatEverythingWorks();
    }

    @Test
    void anOlderCopyInItsPlaceIsNotTakenForTheDatabase() throws IOException {
        server.stop();
        Files.copy(database, away);
        server.start();
        for (int i = 0; i < 150; i++) {
            use();
        }
        DatabaseFile.of(server).execute("PRAGMA wal_checkpoint(TRUNCATE)");
        long size = witness.look().size();
        Files.move(database, right);
        Files.move(away, database);
        assertThatNothingIsAcknowledged();
        assertThatNothingOlderIsAnswered(size);
        Files.move(right, database, StandardCopyOption.REPLACE_EXISTING);
        assertThatNothingOlderIsAnswered(size);
        assertThatEverythingWorks();
    }

    /** With so many callers that connections are opened to whatever is there. */
    private void assertThatNothingOlderIsAnswered(long size) {
        Ledgered.Promise last = ledgered.promises().getLast();
        System.out.println(Together.run(CALLERS, i -> kms.get("/receipts?limit=200")).stream().map(r -> r.status() == 200 ? "200 " + r.json().path("receipts").size()+r.json().path("receipts").path(0).path("ts") : r.status() + r.text()).collect(java.util.stream.Collectors.groupingBy(r->r, java.util.stream.Collectors.counting())));
        try { System.out.println(new String(new ProcessBuilder("sh","-c","ls -l /proc/"+server.pid()+"/fd | grep -E 'keywright.db|right.db'").start().getInputStream().readAllBytes())); } catch (IOException e) {}
        for (Reply reply : Together.run(CALLERS, i -> kms.get("/receipts/" + last.receiptId()))) {
            if (reply.status() != 200) {
                Degraded.unavailable(reply);
            }
        }
        for (Reply reply : Together.run(CALLERS, i -> kms.get("/ledger/checkpoint"))) {
            if (reply.status() != 200) {
                Degraded.unavailable(reply);
            } else {
                assertThat(Long.parseLong(reply.text().split("\n", -1)[1]))
                        .as("size of the ledger")
                        .isGreaterThanOrEqualTo(size);
            }
        }
    }

    @Test
    void aLogThatWasDeletedIsMissedAndNothingInItIsLost() throws IOException {
        use();
        Files.delete(server.data().resolve("keywright.db-wal"));
        assertThatNothingIsAcknowledged();
        server.stop();
        server.start();
        assertThatEverythingWorks();
    }

    @Test
    void aDatabaseThatBecomesReadOnlyIsNeverAReasonToLoseWhatWasAcknowledged() throws IOException {
        permissions("r--------", "r-x------");
        try {
            for (Reply reply : Together.run(CALLERS, i -> kms.encrypt(keyId, DATA))) {
                if (reply.status() == 200) {
                    ledgered.add(kms, reply, "encrypt", keyId);
                } else {
                    Degraded.unavailable(reply);
                }
            }
        } finally {
            permissions("rw-------", "rwx------");
        }
        assertThatEverythingWorks();
    }

    private void permissions(String file, String folder) throws IOException {
        Files.setPosixFilePermissions(server.data(), PosixFilePermissions.fromString("rwx------"));
        for (String name : List.of("keywright.db", "keywright.db-wal", "keywright.db-shm")) {
            Files.setPosixFilePermissions(server.data().resolve(name), PosixFilePermissions.fromString(file));
        }
        Files.setPosixFilePermissions(server.data(), PosixFilePermissions.fromString(folder));
    }
}
