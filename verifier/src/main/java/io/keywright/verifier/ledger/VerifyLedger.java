package io.keywright.verifier.ledger;

import io.keywright.ledger.note.VerifierKey;
import io.keywright.ledger.succession.Succession;
import io.keywright.verifier.input.TrustedKeyReader;
import io.keywright.verifier.ledger.check.Finding;
import io.keywright.verifier.ledger.check.LedgerCheck;
import io.keywright.verifier.ledger.check.LedgerCopy;
import io.keywright.verifier.ledger.check.LedgerKeys;
import io.keywright.verifier.ledger.check.Report;
import io.keywright.verifier.terminal.CommandFailed;
import io.keywright.verifier.terminal.ExitCode;
import io.keywright.verifier.terminal.Format;
import io.keywright.verifier.terminal.Progress;
import io.keywright.verifier.terminal.Reason;
import io.keywright.verifier.terminal.Style;
import io.keywright.verifier.terminal.Terminal;
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
                    + " and with the signed checkpoint. In a store it also looks each receipt up,"
                    + " and compares keys, roles, trust anchors and tenants with what receipts say of them. It asks no service, and"
                    + " uses nothing of what writes the ledger.",
            "",
            "Without --key the key that lies beside the ledger is believed, which shows damage, but no forgery, and ends with 3."
        },
        footer = {
            "Exit code: 0 sound, 1 something is wrong, 2 it cannot be checked, 3 nothing is wrong, but without --key nobody"
                    + " vouches for it."
        },
        sortOptions = false,
        sortSynopsis = false)
public final class VerifyLedger implements Callable<Integer> {

    private static final int MOST_SHOWN = 50;

    @Mixin
    private final LedgerPlace place;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description =
                    "The ledger's verifier key (NAME+ID+KEY), or a file that holds it, from a place that you trust. Where the"
                            + " ledger has changed its key, any that it had will do.")
    private @Nullable String key;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "How many threads work (default: one for each processor).")
    private int jobs = Runtime.getRuntime().availableProcessors();

    @Mixin
    private Format format = new Format();

    private final Terminal terminal;
    private final Runnable prepare;

    /**
     * The command.
     *
     * @param place has the options that say where the ledger lies
     * @param prepare runs before signatures are checked; may make that faster, and nothing else
     */
    public VerifyLedger(Terminal terminal, LedgerPlace place, Runnable prepare) {
        this.terminal = terminal;
        this.place = place;
        this.prepare = prepare;
    }

    @Override
    public Integer call() {
        if (jobs < 1) {
            throw CommandFailed.badInput("--jobs must be at least 1.");
        }
        prepare.run();
        try (LedgerCopy ledger = place.open(jobs);
                Progress progress = new Progress(terminal, "Verifying receipts")) {
            VerifierKey trusted =
                    key == null ? beside(ledger) : TrustedKeyReader.ledger(key).signer();
            Report report = new LedgerCheck(ledger, keys(trusted, ledger), jobs, progress::at).run();
            format.show(
                    terminal, () -> ReportJson.of(report, trusted, key != null), () -> print(report, ledger, trusted));
            if (!report.sound()) {
                return ExitCode.FAILED.code();
            }
            return key == null ? ExitCode.UNVOUCHED.code() : 0;
        } catch (IOException e) {
            throw CommandFailed.badInput("The ledger cannot be read: %s.".formatted(Reason.of(e)));
        }
    }

    private void print(Report report, LedgerCopy ledger, VerifierKey trusted) {
        report.findings().stream().limit(MOST_SHOWN).forEach(this::print);
        int more = report.findings().size() - MOST_SHOWN;
        if (more > 0) {
            terminal.line("  and %,d more.".formatted(more));
        }
        if (report.sound()) {
            if (key == null) {
                terminal.warning(
                        "Not proved: whose ledger this is. The key that lies beside it was believed, for want of one to"
                                + " trust: give it by --key.");
            }
            terminal.good("Sound: %,d receipts, as the signed checkpoint says.".formatted(report.receipts()));
        } else {
            terminal.bad("Not sound: %,d faults. Keep a copy, and see docs/runbooks/archive.md."
                    .formatted(report.findings().size()));
        }
        terminal.fact("place", ledger.place());
        terminal.fact("root", report.checkpoint().root());
        terminal.fact("key", trusted + (key == null ? " (the one that lies beside it)" : ""));
    }

    private void print(Finding finding) {
        terminal.line("%s %s %s."
                .formatted(terminal.styled(Style.BAD, finding.kind().name()), finding.where(), finding.what()));
    }

    /** The statements that lie beside the ledger need no trust: each leads from a key to a key that both vouch for. */
    private static LedgerKeys keys(VerifierKey trusted, LedgerCopy ledger) throws IOException {
        try {
            return LedgerKeys.of(trusted, Succession.of(ledger.succession()));
        } catch (IllegalArgumentException e) {
            throw CommandFailed.because(
                    "The succession of the ledger's keys is not proved: %s.".formatted(e.getMessage()));
        }
    }

    /** The key that lies beside the ledger. */
    private static VerifierKey beside(LedgerCopy ledger) throws IOException {
        String line = ledger.ownKey()
                .orElseThrow(() -> CommandFailed.badInput("No key lies beside the ledger; name it by --key."));
        try {
            return VerifierKey.parse(line);
        } catch (IllegalArgumentException e) {
            throw CommandFailed.badInput("What lies beside the ledger is no key; name it by --key.");
        }
    }
}
