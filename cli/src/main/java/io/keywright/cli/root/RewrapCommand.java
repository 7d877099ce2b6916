package io.keywright.cli.root;

import io.keywright.cli.json.JsonLine;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.journal.StoreException;
import io.keywright.core.rewrap.Rewrap;
import io.keywright.core.root.RootProviderException;
import io.keywright.model.file.DurableFile;
import io.keywright.providers.local.LocalRootProvider;
import io.keywright.store.Store;
import io.keywright.store.sqlite.SqliteDatabase;
import io.keywright.verifier.terminal.CommandFailed;
import io.keywright.verifier.terminal.Format;
import io.keywright.verifier.terminal.Reason;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Puts everything under a new root of the local provider. */
@Command(
        name = "rewrap",
        header = "Put everything under a new root key, or under another passphrase.",
        descriptionHeading = "%n",
        description = {
            "For the local provider, while no service runs on the folder. The old root stays beside the new one: it opens backups"
                    + " of before. If the command is interrupted, give it again as it was."
        },
        footer = {"Exit code: 0 done, 1 nothing was changed, 2 misused."},
        sortOptions = false,
        sortSynopsis = false)
final class RewrapCommand implements Runnable {

    @Option(names = "--data", required = true, paramLabel = "FOLDER", description = "The service's data folder.")
    private Path data = Path.of("");

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "What keywright.providers.local.file says (default: root.key in the data folder).")
    private @Nullable Path file;

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "The passphrase of the present root, if it has one.")
    private @Nullable Path passphrase;

    @Option(
            names = "--new-passphrase-file",
            paramLabel = "FILE",
            description = "The passphrase of the new root; without it, a new root key is made and kept in a file.")
    private @Nullable Path newPassphrase;

    @Mixin
    private Format format = new Format();

    private final Terminal terminal;

    RewrapCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        if (!Files.exists(data.resolve("keywright.db"))) {
            throw CommandFailed.badInput("--data: there is no store in %s.".formatted(data));
        }
        Path key = file == null ? data.resolve("root.key") : file;
        LocalRoot present = LocalRoot.of(key, Optional.ofNullable(passphrase));
        LocalRoot next = LocalRoot.of(key, Optional.ofNullable(newPassphrase));
        try (Store store = new Store(SqliteDatabase.open(data))) {
            int wraps = rewrap(new Rewrap(store.wraps(), CryptoProviders.jdk()), present, next.prepared());
            Path kept = putInPlace(present, next);
            format.show(
                    terminal,
                    () -> JsonLine.of(
                            Map.of("wraps", wraps, "root", next.file().toString(), "old_root", kept.toString())),
                    () -> print(wraps, next, kept));
        } catch (StoreException | RootProviderException e) {
            throw CommandFailed.because("%s Nothing was changed.".formatted(e.getMessage()));
        } catch (IOException e) {
            throw CommandFailed.because(
                    "Everything lies under the new root, but its file could not be put in place: %s. Mend that, and give the"
                                    .formatted(Reason.of(e))
                            + " command again.");
        }
    }

    private void print(int wraps, LocalRoot next, Path kept) {
        terminal.good("%s, wrapped anew.".formatted(wraps == 1 ? "1 key" : wraps + " keys"));
        terminal.fact("root", next.file());
        terminal.fact("old root", kept + ", which opens backups of before; keep it apart, or destroy it with them");
        terminal.line(
                "Back up the new one before the service starts, and set keywright.providers.local.passphrase-file if it has one.");
    }

    private static int rewrap(Rewrap rewrap, LocalRoot present, LocalRoot prepared)
            throws StoreException, RootProviderException {
        boolean interrupted = Files.exists(prepared.file());
        try (LocalRootProvider to = prepared.open(true)) {
            if (interrupted && rewrap.opens(to)) {
                return 0;
            }
            try (LocalRootProvider from = present.open(false)) {
                return rewrap.run(from, to);
            }
        }
    }

    /** From the first of the two moves on the old root is out of the way; a start in between names the missing file. */
    private static Path putInPlace(LocalRoot present, LocalRoot next) throws IOException {
        String suffix = ".before-"
                + Instant.now().truncatedTo(ChronoUnit.SECONDS).toString().replace(":", "");
        Path kept = LocalRoot.beside(present.file(), suffix);
        if (Files.exists(present.file())) {
            DurableFile.place(present.file(), kept);
        }
        DurableFile.place(next.prepared().file(), next.file());
        return kept;
    }
}
