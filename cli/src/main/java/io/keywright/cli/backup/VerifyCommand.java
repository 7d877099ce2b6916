package io.keywright.cli.backup;

import io.keywright.cli.json.JsonLine;
import io.keywright.core.backup.BackupChain;
import io.keywright.core.backup.BackupException;
import io.keywright.core.backup.BackupHead;
import io.keywright.core.backup.ConfiguredInstallation;
import io.keywright.core.journal.StoreException;
import io.keywright.verifier.terminal.CommandFailed;
import io.keywright.verifier.terminal.Format;
import io.keywright.verifier.terminal.Progress;
import io.keywright.verifier.terminal.Reason;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Restores a backup to nowhere. */
@Command(
        name = "verify",
        header = "Check that a backup can be restored, by doing so in a folder that is gone afterwards.",
        descriptionHeading = "%n",
        description = {
            "Opens it and those that it continues, puts the store together, and checks each byte, the database, all receipts and"
                    + " the ledger's head. Needs as much room as the store. Asks no service."
        },
        footer = {"Exit code: 0 good, 1 not good, 2 misused."},
        sortOptions = false,
        sortSynopsis = false)
final class VerifyCommand implements Runnable {

    @Parameters(paramLabel = "BACKUP", description = "The file; those that it continues lie beside it.")
    private Path backup = Path.of("");

    @Mixin
    private Opener opener = new Opener();

    @Option(
            names = "--temp",
            paramLabel = "FOLDER",
            description = "Where there is room for the store (default: the system's folder for temporary files).")
    private @Nullable Path temporary;

    @Mixin
    private Format format = new Format();

    private final Terminal terminal;

    VerifyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        Optional<ConfiguredInstallation> installation = opener.installation();
        try {
            BackupChain chain = BackupChain.of(backup);
            StagedStore.requireReadable(chain.head());
            Path folder = temporary == null
                    ? Files.createTempDirectory("keywright-verify-")
                    : Files.createTempDirectory(temporary, "keywright-verify-");
            try (Progress progress = new Progress(terminal, "Reading backups")) {
                StagedStore.make(chain, opener.opening(installation), folder, progress)
                        .close();
            } finally {
                Folders.delete(folder);
            }
            format.show(terminal, () -> json(chain.head()), () -> print(chain));
        } catch (BackupException | StoreException e) {
            throw CommandFailed.because(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw CommandFailed.because("The backup cannot be read or put together: %s.".formatted(Reason.of(e)));
        } finally {
            installation.ifPresent(ConfiguredInstallation::close);
        }
    }

    private static String json(BackupHead head) {
        return JsonLine.of(Map.of(
                "backup_id", head.backupId().toString(),
                "created_at", head.createdAt().toString(),
                "receipts", head.receipts(),
                "root", head.ledger().root().toString()));
    }

    private void print(BackupChain chain) {
        BackupHead head = chain.head();
        terminal.good("The backup can be restored: every byte, the database and all receipts are as they were.");
        terminal.fact("created", head.createdAt());
        terminal.fact(
                "receipts", "%,d of %s".formatted(head.receipts(), head.ledger().origin()));
        terminal.fact("root", head.ledger().root());
        terminal.fact("files", chain.links().size());
    }
}
