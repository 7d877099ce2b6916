package io.keywright.cli.backup;

import io.keywright.cli.json.JsonLine;
import io.keywright.core.backup.BackupChain;
import io.keywright.core.backup.BackupException;
import io.keywright.core.backup.BackupHead;
import io.keywright.core.backup.ConfiguredInstallation;
import io.keywright.core.journal.StoreException;
import io.keywright.model.Restoration;
import io.keywright.verifier.terminal.CommandFailed;
import io.keywright.verifier.terminal.Format;
import io.keywright.verifier.terminal.Progress;
import io.keywright.verifier.terminal.Reason;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts an installation together again. */
@Command(
        name = "restore",
        header = "Put an installation together again, in an empty folder.",
        descriptionHeading = "%n",
        description = {
            "Opens the backup and those that it continues, checks all that keywright backup verify checks, and asks the configured"
                    + " witnesses, or a checkpoint that somebody has kept, whether receipts are missing. The store is in its place as"
                    + " a whole, or not at all. Make sure first that the old node is gone for good: two nodes with one ledger"
                    + " contradict each other."
        },
        footer = {"Exit code: 0 restored, 1 nothing was restored, 2 misused."},
        sortOptions = false,
        sortSynopsis = false)
final class RestoreCommand implements Runnable {

    @Parameters(paramLabel = "BACKUP", description = "The file; those that it continues lie beside it.")
    private Path backup = Path.of("");

    @Mixin
    private Opener opener = new Opener();

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "Where to; empty, but for the root key (default: what the configuration says).")
    private @Nullable Path data;

    @Option(
            names = "--checkpoint",
            paramLabel = "FILE",
            description = "A checkpoint of the ledger that somebody has kept, the newer the better.")
    private @Nullable Path checkpoint;

    @Option(
            names = "--accept-loss",
            paramLabel = "NUMBER",
            description = "Restore although so many receipts are missing, or 'unknown' where nobody tells.")
    private @Nullable String accepted;

    @Mixin
    private Format format = new Format();

    private final Terminal terminal;

    RestoreCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        if (accepted != null && !accepted.matches("unknown|[0-9]{1,18}")) {
            throw CommandFailed.badInput("--accept-loss must be a number, or unknown.");
        }
        Optional<ConfiguredInstallation> installation = opener.installation();
        try {
            restore(installation);
        } catch (BackupException | StoreException e) {
            throw CommandFailed.because("%s Nothing was restored.".formatted(e.getMessage()));
        } catch (IOException e) {
            throw CommandFailed.because("%s. Nothing was restored.".formatted(Reason.of(e)));
        } finally {
            installation.ifPresent(ConfiguredInstallation::close);
        }
    }

    private void restore(Optional<ConfiguredInstallation> installation)
            throws IOException, BackupException, StoreException {
        Path folder = Optional.ofNullable(data)
                .or(() -> installation.map(ConfiguredInstallation::data))
                .orElseThrow(
                        () -> CommandFailed.badInput("Name the folder by --data, or a configuration by --config."));
        BackupChain chain = BackupChain.of(backup);
        StagedStore.requireReadable(chain.head());
        EmptyNode node = EmptyNode.at(folder);
        try {
            Losses losses = staged(chain, node, installation);
            node.settle();
            format.show(terminal, () -> json(chain.head(), losses), () -> print(chain.head(), folder, losses));
        } finally {
            node.clear();
        }
    }

    private Losses staged(BackupChain chain, EmptyNode node, Optional<ConfiguredInstallation> installation)
            throws IOException, BackupException, StoreException {
        try (Progress progress = new Progress(terminal, "Reading backups");
                StagedStore staged = StagedStore.make(chain, opener.opening(installation), node.stage(), progress)) {
            BackupHead head = chain.head();
            Losses losses = Losses.of(staged, head, installation, Optional.ofNullable(checkpoint));
            if (!format.isForPrograms()) {
                losses.print(terminal);
            }
            losses.require(Optional.ofNullable(accepted));
            staged.store()
                    .restorations()
                    .note(new Restoration(Optional.of(head.backupId()), head.receipts(), losses.lost(), Instant.now()));
            return losses;
        }
    }

    private static String json(BackupHead head, Losses losses) {
        Map<String, Object> members = new LinkedHashMap<>(Map.of(
                "backup_id", head.backupId().toString(),
                "created_at", head.createdAt().toString(),
                "receipts", head.receipts(),
                "root", head.ledger().root().toString()));
        losses.lost().ifPresent(lost -> members.put("lost", lost));
        return JsonLine.of(members);
    }

    private void print(BackupHead head, Path folder, Losses losses) {
        terminal.good("Restored into %s: %,d receipts of %s."
                .formatted(folder, head.receipts(), head.ledger().origin()));
        Duration age = Duration.between(head.createdAt(), Instant.now()).truncatedTo(ChronoUnit.SECONDS);
        terminal.fact("as of", "%s, %s ago: what was done after that is lost".formatted(head.createdAt(), age));
        terminal.fact("lost", losses.sentence());
        terminal.line(
                "Start the service, and revoke again what was revoked since. docs/backup.md says what else to look at.");
    }
}
