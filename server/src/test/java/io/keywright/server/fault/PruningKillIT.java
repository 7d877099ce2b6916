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
import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.store.Store;
import io.keywright.store.sqlite.SqliteDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A server that is killed while it moves receipts from its store to the archive has lost none of them. As often as the property
 * {@code kill.rounds} says; {@code make test-kill} does so a hundred times.
 */
class PruningKillIT {

    private static final int ROUNDS = Integer.getInteger("kill.rounds", Moment.values().length);
    private static final int SPAN = 1024;
    private static final int KEPT = 2048;
    private static final int TILE = 256;

    /** All that stay in the store, and some that do not. */
    private static final int SHOWN = KEPT + TILE + 3 * SPAN;

    private static final long LIMIT_SECONDS = 60;

    private final Installation server = Installation.prepare(Map.of());
    private final Path archive = server.data().resolveSibling("archive");
    private final DatabaseFile database = DatabaseFile.of(server);
    private final LedgerAtRest ledger = new LedgerAtRest(server.data());
    private final Identity identity = Identity.ofNewTenant();
    private final Kms kms = server.as(identity);

    /** What the server must show, newest first. */
    private final List<JsonNode> receipts = new ArrayList<>();

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
            String keyId = kms.newKey("AES-256");
            receipts.addAll(AllReceipts.of(kms));
            server.stop();
            append(KEPT + TILE);
            for (int round = 1; round <= ROUNDS; round++) {
                append(SPAN);
                Moment moment = Moment.values()[(round - 1) % Moment.values().length];
                killAt(moment);
                System.out.printf(
                        "kill -9 once %s, round %d of %d: %d receipts are in the archive only%n",
                        moment, round, ROUNDS, pruned());
                server.start();
                assertServed();
                long expected = (long) round * SPAN;
                Eventually.passes(() -> assertThat(pruned()).isGreaterThanOrEqualTo(expected));
                assertServed();
                Degraded.health(kms, "healthy");
                kms.encrypt(keyId, new byte[16]).expect(200);
                receipts.addFirst(kms.receipts("limit=1").getFirst());
                if (round == ROUNDS) {
                    assertThat(AllReceipts.of(kms)).isEqualTo(receipts);
                }
                server.stop();
            }
            assertSound();
        }
    }

    private void append(int count) throws Exception {
        receipts.addAll(0, ledger.append(identity, count));
    }

    /** The newest receipts are those, whether they lie in the store still or in the archive already. */
    private void assertServed() {
        int shown = Math.min(SHOWN, receipts.size());
        assertThat(AllReceipts.newest(kms, SHOWN)).isEqualTo(receipts.subList(0, shown));
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
