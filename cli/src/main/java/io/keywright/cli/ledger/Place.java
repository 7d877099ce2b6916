package io.keywright.cli.ledger;

import io.keywright.cli.CommandFailed;
import io.keywright.cli.ledger.check.LedgerCopy;
import io.keywright.core.journal.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say where a ledger lies. Mixed in by {@code @Mixin}. */
final class Place {

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "A service's data folder, or a copy of it. It is only read; the service may run.")
    private @Nullable Path data;

    @Option(
            names = "--archive",
            paramLabel = "FOLDER",
            description = "An archive's folder, or a copy of a bucket: static files as C2SP tlog-tiles has them."
                    + " With --data, where receipts are that the store has dropped.")
    private @Nullable Path archive;

    /** @param readers how many threads will read at once */
    LedgerCopy open(int readers) {
        Optional<ArchivedLedger> archived = Optional.ofNullable(archive).map(Place::archive);
        Path folder = data;
        if (folder != null) {
            return store(folder, archived, readers);
        }
        return archived.orElseThrow(
                () -> CommandFailed.badInput("Say where the ledger is: by --data, by --archive, or by both."));
    }

    private static ArchivedLedger archive(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw CommandFailed.badInput("--archive: there is no folder %s.".formatted(folder));
        }
        return ArchivedLedger.in(folder);
    }

    private static LedgerCopy store(Path folder, Optional<ArchivedLedger> archived, int readers) {
        try {
            return StoredLedger.open(folder, archived, readers);
        } catch (StoreException e) {
            throw CommandFailed.badInput(String.valueOf(e.getMessage()));
        }
    }
}
