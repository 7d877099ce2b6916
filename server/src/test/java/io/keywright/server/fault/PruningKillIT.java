package io.keywright.server.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keywright.archive.folder.FolderArchive;
import io.keywright.core.archive.ArchivedReceipts;
import io.keywright.core.ledger.ReceiptStore.Entry;
import io.keywright.ledger.AuditResult;
import io.keywright.ledger.LogAudit;
import io.keywright.ledger.note.Checkpoint;
import io.keywright.ledger.note.SignedNote;
import io.keywright.server.harness.Eventually;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Together;
import io.keywright.store.Store;
import io.keywright.store.sqlite.SqliteDatabase;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A server that is killed while it moves receipts from its store to the archive has lost none of them. */
class PruningKillIT {

    private static final int CALLERS = 16;
    private static final int SPAN = 1024;
    private static final int KEPT = 2048;
    private static final long LIMIT_SECONDS = 60;

    private final Installation server = Installation.prepare(Map.of());
    private final Path archive = server.data().resolveSibling("archive");
    private final DatabaseFile database = DatabaseFile.of(server);

    /** What shows that the archiver has come so far. */
    private enum Moment {
        UPLOADING("tile/entries"),
        SEALED("checkpoints"),
        PRUNED("");

        private final String folder;

        Moment(String folder) {
            this.folder = folder;
        }
    }

    private long progress(Moment moment) {
        if (moment == Moment.PRUNED) {
            return pruned();
        }
        return Stream.ofNullable(archive.resolve(moment.folder).toFile().list())
                .flatMap(Stream::of)
                .count();
    }

    private long pruned() {
        return database.column("SELECT receipts FROM ledger_pruned").stream()
                .mapToLong(value -> ((Number) value).longValue())
                .sum();
    }

    @Test
    void everyReceiptIsServedAndTheLedgerIsSoundWheneverTheServerIsKilled() throws Exception {
        try (server) {
            server.start(server.launch()
                    .with(Map.of(
                            "keywright.archive.folder", archive.toString(),
                            "keywright.archive.prune", "true",
                            "keywright.archive.keep", Integer.toString(KEPT))));
            Kms kms = server.asNewTenant();
            String keyId = kms.newKey("AES-256");
            use(kms, keyId, KEPT);
            long pruned = 0;
            for (Moment moment : Moment.values()) {
                use(kms, keyId, SPAN + 256);
                List<JsonNode> before = AllReceipts.of(kms);
                server.stop();
                killAt(moment);
                System.out.printf("kill -9 once %s: %d receipts are in the archive only%n", moment, pruned());
                server.start();
                assertThat(AllReceipts.of(kms)).isEqualTo(before);
                pruned += SPAN;
                long expected = pruned;
                Eventually.passes(() -> assertThat(pruned()).isGreaterThanOrEqualTo(expected));
                assertThat(AllReceipts.of(kms)).isEqualTo(before);
                Degraded.health(kms, "healthy");
            }
            server.stop();
            assertSound();
        }
    }

    private static void use(Kms kms, String keyId, int times) {
        Together.run(CALLERS, caller -> {
            for (int i = caller; i < times; i += CALLERS) {
                kms.encrypt(keyId, new byte[16]).expect(200);
            }
            return caller;
        });
    }

    /** The archiver begins when the server starts. */
    private void killAt(Moment moment) throws Exception {
        long before = progress(moment);
        Process starting = server.launch().start();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        try {
            while (progress(moment) == before) {
                assertThat(starting.isAlive() && System.nanoTime() < deadline)
                        .as("%s is reached; the server said:\n%s", moment, server.log())
                        .isTrue();
                Thread.sleep(1);
            }
        } finally {
            starting.destroyForcibly().waitFor();
        }
    }

    /** As {@code keywright ledger verify} does: archive and store together make the tree that the head was signed for. */
    private void assertSound() throws Exception {
        try (Store store = new Store(SqliteDatabase.open(server.data()))) {
            ArchivedReceipts all = new ArchivedReceipts(store.receipts(), store.pruning(), new FolderArchive(archive));
            Iterator<byte[]> leaves = all.entries(0, Integer.MAX_VALUE).stream()
                    .map(Entry::canonical)
                    .iterator();
            AuditResult result = store.receipts().ledger(view -> {
                Checkpoint head = Checkpoint.parse(
                        SignedNote.parse(view.head().checkpoint()).text());
                return LogAudit.of(head).withTiles(view.tiles()).replay(leaves);
            });
            assertThat(result).isInstanceOf(AuditResult.Sound.class);
        }
    }
}
