package io.keywright.cli.store;

import io.keywright.cli.json.JsonLine;
import io.keywright.cli.server.ServerParts;
import io.keywright.core.journal.StoreException;
import io.keywright.store.move.Moved;
import io.keywright.store.move.StoreMove;
import io.keywright.verifier.terminal.CommandFailed;
import io.keywright.verifier.terminal.Format;
import io.keywright.verifier.terminal.Progress;
import io.keywright.verifier.terminal.Terminal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Moves a store from SQLite to PostgreSQL. */
@Command(
        name = "move",
        header = "Move the store of a stopped service from its data folder to PostgreSQL, ledger and all.",
        descriptionHeading = "%n",
        description = {
            "Checks the database and its ledger, copies every row into a schema that has none, reads each back and compares it, and"
                    + " then renames the old database to keywright.db.moved, so that no service starts on it. PostgreSQL has all of"
                    + " it, or nothing. If the command is interrupted, give it again as it was."
        },
        footer = {"Exit code: 0 moved, 1 not moved, or not to the end: the message says which, 2 misused."},
        sortOptions = false,
        sortSynopsis = false)
final class MoveCommand implements Runnable {

    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE",
            description =
                    "The service's configuration as it is to be: with keywright.store=postgresql and the same data folder.")
    private Path config = Path.of("");

    @Mixin
    private Format format = new Format();

    private final Terminal terminal;

    MoveCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        StoreMove move = ServerParts.configured(config, StoreMove.Reader.class, StoreMove.Reader::read);
        long began = System.nanoTime();
        Moved moved = moved(move);
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        format.show(terminal, () -> json(moved), () -> print(move, moved, took));
    }

    private Moved moved(StoreMove move) {
        try (Progress progress = new Progress(terminal, "Copying and comparing rows")) {
            return move.run(progress::at);
        } catch (StoreException e) {
            throw CommandFailed.because(String.valueOf(e.getMessage()));
        }
    }

    private static String json(Moved moved) {
        return JsonLine.of(Map.of(
                "receipts", moved.receipts(),
                "rows", moved.rows(),
                "tables", moved.tables(),
                "old_database", moved.kept().toString(),
                "resumed", moved.resumed()));
    }

    private void print(StoreMove move, Moved moved, Duration took) {
        terminal.good("Moved to %s: %,d receipts, %,d rows of %d tables, each read back and compared, in %.1f s."
                .formatted(move.target(), moved.receipts(), moved.rows(), moved.tables(), took.toMillis() / 1000.0));
        if (moved.resumed()) {
            terminal.fact("before", "the rows were there already, from a move that was interrupted at its end");
        }
        terminal.fact(
                "old database", moved.kept() + ", which no service starts on; keep it until PostgreSQL is backed up");
        terminal.fact("stays", "root key, exports and backups are where they were; scheduled backups end here");
        terminal.line(
                "Start the service with %s, and back the database up by PostgreSQL's own means. docs/clusters.md says more."
                        .formatted(config));
    }
}
