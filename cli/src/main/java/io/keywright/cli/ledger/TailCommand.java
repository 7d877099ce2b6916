package io.keywright.cli.ledger;

import io.keywright.cli.kms.Connection;
import io.keywright.core.journal.StoreException;
import io.keywright.verifier.ledger.check.LedgerCopy;
import io.keywright.verifier.terminal.CommandFailed;
import io.keywright.verifier.terminal.Format;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the latest receipts, and new ones as they come. */
@Command(
        name = "tail",
        header = "Show the latest receipts, and new ones as they come.",
        descriptionHeading = "%n",
        description =
                "With -o json each whole, on a line of its own. From a service those of the caller's tenant, to its auditors and key admins; from a store all.",
        footer = Connection.EXIT_CODES,
        sortOptions = false,
        sortSynopsis = false)
final class TailCommand implements Runnable {

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int MOST_LINES = 10_000;

    @Option(names = "-n", paramLabel = "N", description = "How many of the latest (default: ${DEFAULT-VALUE}).")
    private int lines = 10;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with new ones until interrupted.")
    private boolean follow;

    @Option(
            names = "--store",
            paramLabel = "FOLDER",
            description = "Read a service's data folder, or a copy, instead of asking a service.")
    private @Nullable Path store;

    @Option(names = "--from", paramLabel = "INDEX", description = "Begin with this receipt; with --store.")
    private @Nullable Long from;

    @Mixin
    private Connection connection = new Connection();

    @Mixin
    private Format format = new Format();

    private final Terminal terminal;

    TailCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        if (lines < 0 || lines > MOST_LINES) {
            throw CommandFailed.badInput("-n must be from 0 to %d.".formatted(MOST_LINES));
        }
        if (store == null && from != null) {
            throw CommandFailed.badInput("--from needs --store: a service lists receipts by time, not by index.");
        }
        if (store == null) {
            connection.call(client -> show(new ServiceTail(client, lines)));
        } else {
            showStore(store);
        }
    }

    private void showStore(Path folder) {
        try (LedgerCopy ledger = StoredLedger.open(folder, Optional.empty(), 1)) {
            long size = StoreTail.size(ledger);
            long first = from == null ? Math.max(0, size - lines) : from;
            show(new StoreTail(ledger, first, follow ? Long.MAX_VALUE : size));
        } catch (StoreException | IOException | IllegalArgumentException e) {
            throw CommandFailed.badInput("The ledger cannot be read: %s".formatted(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Shows what there is, and goes on if that is wanted. */
    private boolean show(Tail tail) throws IOException, InterruptedException {
        boolean more = true;
        while (more) {
            List<SeenReceipt> seen = tail.next();
            for (SeenReceipt each : seen) {
                format.show(terminal, each::json, () -> terminal.line(each.line()));
            }
            more = follow || (store != null && !seen.isEmpty());
            if (follow && seen.isEmpty()) {
                Thread.sleep(PAUSE);
            }
        }
        return true;
    }
}
