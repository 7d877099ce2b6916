package io.keywright.core.backup;

import io.keywright.core.backup.StoreSnapshots.Snapshot;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.crypto.UuidV7;
import io.keywright.core.journal.StoreException;
import io.keywright.core.root.RootProviderException;
import io.keywright.ledger.note.SignedNote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes one backup after the other. A whole one comes first; those after it say what has changed since the one before, until
 * that is as much as a whole one, a day has passed, or there are enough of them. Calls block and occupy their thread; one is
 * under way at a time.
 */
public final class BackupRounds {

    private static final Duration LONGEST_CHAIN = Duration.ofDays(1);
    private static final int KEY_BYTES = 32;

    /** A backup that is there. */
    public record Made(BackupHead head, Path file, long bytes, Duration took) {}

    /** What the next backup continues. */
    private record Standing(
            UUID newest, Instant begun, int links, long wholeBytes, long changedBytes, BlockIndex index) {}

    private final StoreSnapshots store;
    private final Path copy;
    private final BackupSealing sealing;
    private final List<BackupSource> beside;
    private final BackupFolder folder;
    private final BackupRetention retention;
    private final CryptoProviders crypto;
    private final UuidV7 ids;
    private final Clock clock;
    private Optional<Standing> standing = Optional.empty();

    /**
     * @param copy where the store is copied to for the time of a backup: in a folder that is as private as it is itself
     * @param beside what else the node needs, if the backup's opener may have it
     */
    public BackupRounds(
            StoreSnapshots store,
            Path copy,
            BackupSealing sealing,
            List<BackupSource> beside,
            BackupFolder folder,
            BackupRetention retention,
            CryptoProviders crypto,
            UuidV7 ids,
            Clock clock) {
        this.store = store;
        this.copy = copy;
        this.sealing = sealing;
        this.beside = List.copyOf(beside);
        this.folder = folder;
        this.retention = retention;
        this.crypto = crypto;
        this.ids = ids;
        this.clock = clock;
    }

    /** A file that a node has beside its store. */
    @FunctionalInterface
    public interface BackupSource {
        Optional<NodeFile> read() throws IOException;
    }

    /**
     * Makes a backup, and removes those whose time is over.
     *
     * @param whole whether it must stand by itself
     * @throws BackupException if the folder cannot be written; no half backup is left that looks like one
     */
    public synchronized Made run(boolean whole) throws StoreException, RootProviderException, BackupException {
        long began = System.nanoTime();
        UUID id = ids.next();
        Optional<Standing> before = standing.filter(it -> !whole && goesOn(it));
        standing = Optional.empty();
        try {
            folder.prepare();
            removeCopy();
            try {
                BackupHead head = write(id, before);
                retention.apply(folder, clock.instant());
                Path file = folder.file(id);
                return new Made(head, file, Files.size(file), Duration.ofNanos(System.nanoTime() - began));
            } finally {
                removeCopy();
            }
        } catch (IOException e) {
            throw new BackupException(
                    "The backup cannot be written into " + folder.path() + ": " + e
                            + ". Make room, or mend the folder.",
                    e);
        }
    }

    /** SQLite may have left a journal beside it. */
    private void removeCopy() throws IOException {
        Files.deleteIfExists(copy);
        Files.deleteIfExists(copy.resolveSibling(copy.getFileName() + "-journal"));
    }

    private boolean goesOn(Standing last) {
        return last.links() < BackupChain.MOST_LINKS
                && last.changedBytes() < last.wholeBytes()
                && last.begun().plus(LONGEST_CHAIN).isAfter(clock.instant())
                && Files.exists(folder.file(last.newest()));
    }

    private BackupHead write(UUID id, Optional<Standing> before)
            throws IOException, StoreException, RootProviderException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Snapshot snapshot = store.copyTo(copy);
        byte[] random = new byte[KEY_BYTES];
        crypto.random().nextBytes(random);
        try (SecretBytes key = SecretBytes.own(random)) {
            BackupHead head = new BackupHead(
                    id,
                    before.map(Standing::newest),
                    now,
                    SignedNote.parse(snapshot.head().checkpoint()),
                    snapshot.schema(),
                    sealing.seal(key, id));
            Path part = folder.begin(id);
            BlockIndex index =
                    writeTo(part, head, key, before.map(Standing::index).orElse(BlockIndex.EMPTY));
            long bytes = Files.size(folder.complete(id, part));
            standing = Optional.of(before.map(it -> continued(it, id, bytes, index))
                    .orElseGet(() -> new Standing(id, now, 1, bytes, 0, index)));
            return head;
        }
    }

    private static Standing continued(Standing before, UUID id, long bytes, BlockIndex index) {
        return new Standing(
                id, before.begun(), before.links() + 1, before.wholeBytes(), before.changedBytes() + bytes, index);
    }

    private BlockIndex writeTo(Path part, BackupHead head, SecretBytes key, BlockIndex known) throws IOException {
        List<NodeFile> files = new ArrayList<>();
        try {
            for (BackupSource source : beside) {
                source.read().ifPresent(files::add);
            }
            return new BackupFiles(crypto).write(part, head, key, files, copy, known);
        } finally {
            files.forEach(file -> file.content().close());
        }
    }
}
