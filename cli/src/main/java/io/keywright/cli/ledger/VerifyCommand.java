package io.keywright.cli.ledger;

import io.keywright.cli.CommandFailed;
import io.keywright.cli.NativeSignatures;
import io.keywright.cli.ledger.check.Finding;
import io.keywright.cli.ledger.check.LedgerCheck;
import io.keywright.cli.ledger.check.LedgerCopy;
import io.keywright.cli.ledger.check.Report;
import io.keywright.cli.terminal.Style;
import io.keywright.cli.terminal.Terminal;
import io.keywright.ledger.note.VerifierKey;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Checks a whole ledger where it lies. */
@Command(
        name = "verify",
        header = "Check a whole ledger: every receipt, every tile, the checkpoint.",
        descriptionHeading = "%n",
        description = {
            "Reads each receipt, checks its form and signature, builds the tree anew and compares it with all tiles"
                    + " and with the signed checkpoint. In a store it also looks each receipt up. It asks no service, and"
                    + " uses nothing of what writes the ledger.",
            "",
            "Without --key the key that lies beside the ledger is believed, which shows damage, but no forgery."
        },
        footer = {"Exit code: 0 sound, 1 something is wrong, 2 it cannot be checked."},
        sortOptions = false,
        sortSynopsis = false)
final class VerifyCommand implements Callable<Integer> {

    private static final int MOST_SHOWN = 50;

    @Mixin
    private Place place = new Place();

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description =
                    "The ledger's verifier key (NAME+ID+KEY), or a file that holds it, from a place that you trust.")
    private @Nullable String key;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "How many threads work (default: one for each processor).")
    private int jobs = Runtime.getRuntime().availableProcessors();

    private final Terminal terminal;

    VerifyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (jobs < 1) {
            throw CommandFailed.badInput("--jobs must be at least 1.");
        }
        NativeSignatures.install();
        try (LedgerCopy ledger = place.open(jobs);
                Progress progress = new Progress(terminal)) {
            VerifierKey trusted = key == null ? LedgerKeys.beside(ledger) : LedgerKeys.named(key);
            Report report = new LedgerCheck(ledger, trusted, jobs, progress::done).run();
            print(report, ledger, trusted);
            return report.sound() ? 0 : CommandFailed.FAILED;
        } catch (IOException e) {
            throw CommandFailed.badInput("The ledger cannot be read: %s".formatted(e.getMessage()));
        }
    }

    private void print(Report report, LedgerCopy ledger, VerifierKey trusted) {
        report.findings().stream().limit(MOST_SHOWN).forEach(this::print);
        int more = report.findings().size() - MOST_SHOWN;
        if (more > 0) {
            terminal.line("  and %,d more.".formatted(more));
        }
        if (report.sound()) {
            terminal.line("%s Sound: %,d receipts, as the signed checkpoint says."
                    .formatted(terminal.styled(Style.GOOD, "✓"), report.receipts()));
        } else {
            terminal.line("%s Not sound: %,d faults. Keep a copy, and see docs/runbooks/archive.md."
                    .formatted(
                            terminal.styled(Style.BAD, "✗"), report.findings().size()));
        }
        fact("place", ledger.place());
        fact("root", report.checkpoint().root());
        fact("key", trusted + (key == null ? " (the one that lies beside it)" : ""));
    }

    private void print(Finding finding) {
        terminal.line("%s %s %s."
                .formatted(terminal.styled(Style.BAD, finding.kind().name()), finding.where(), finding.what()));
    }

    private void fact(String name, Object value) {
        terminal.line("  %-6s %s".formatted(name, terminal.styled(Style.NAME, value.toString())));
    }
}
