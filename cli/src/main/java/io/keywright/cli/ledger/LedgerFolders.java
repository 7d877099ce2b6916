package io.keywright.cli.ledger;

import io.keywright.core.journal.StoreException;
import io.keywright.verifier.ledger.ArchiveFolder;
import io.keywright.verifier.ledger.ArchivedLedger;
import io.keywright.verifier.ledger.LedgerPlace;
import io.keywright.verifier.ledger.check.LedgerCopy;
import io.keywright.verifier.terminal.CommandFailed;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say where a ledger lies. Mixed in by {@code @Mixin}. */
final class LedgerFolders implements LedgerPlace {

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

    @Override
    public LedgerCopy open(int readers) {
        Optional<ArchivedLedger> archived = Optional.ofNullable(archive).map(at -> ArchiveFolder.in("--archive", at));
        Path folder = data;
        if (folder != null) {
            return store(folder, archived, readers);
        }
        return archived.orElseThrow(
                () -> CommandFailed.badInput("Say where the ledger is: by --data, by --archive, or by both."));
    }

    private static LedgerCopy store(Path folder, Optional<ArchivedLedger> archived, int readers) {
        try {
            return StoredLedger.open(folder, archived, readers);
        } catch (StoreException e) {
            throw CommandFailed.badInput(String.valueOf(e.getMessage()));
        }
    }
}
