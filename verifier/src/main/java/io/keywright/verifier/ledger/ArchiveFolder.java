package io.keywright.verifier.ledger;

import io.keywright.verifier.ledger.check.LedgerCopy;
import io.keywright.verifier.terminal.CommandFailed;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** A ledger as static files. */
public final class ArchiveFolder implements LedgerPlace {

    @Parameters(
            paramLabel = "FOLDER",
            description = "An archive's folder, or a copy of a bucket: static files as C2SP tlog-tiles has them.")
    private Path folder = Path.of("");

    @Override
    public LedgerCopy open(int readers) {
        return in("FOLDER", folder);
    }

    /**
     * The ledger in a folder.
     *
     * @param option named it, for the complaint
     * @throws CommandFailed if there is no such folder
     */
    public static ArchivedLedger in(String option, Path folder) {
        if (!Files.isDirectory(folder)) {
            throw CommandFailed.badInput("%s: there is no folder %s.".formatted(option, folder));
        }
        return ArchivedLedger.in(folder);
    }
}
