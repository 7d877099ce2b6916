package io.keywright.verifier.evidence;

import io.keywright.ledger.evidence.ChainedReceipts;
import io.keywright.ledger.evidence.EvidenceVerdict;
import io.keywright.ledger.evidence.EvidenceVerifier;
import io.keywright.ledger.evidence.ReceiptChain.Link;
import io.keywright.ledger.evidence.TrustedKeys;
import io.keywright.ledger.succession.SuccessionProof;
import io.keywright.verifier.input.SuccessionFile;
import io.keywright.verifier.input.TrustedKeyReader;
import io.keywright.verifier.terminal.CommandFailed;
import io.keywright.verifier.terminal.ExitCode;
import io.keywright.verifier.terminal.Format;
import io.keywright.verifier.terminal.Progress;
import io.keywright.verifier.terminal.Reason;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks a package with nothing but files. */
@Command(
        name = "verify",
        header = "Verify an evidence package offline.",
        descriptionHeading = "%n",
        description = {
            "Checks every byte of the package, every receipt's signature, that the ledger holds each of them, that"
                    + " each key that you name vouches for the ledger, and that the service itself exported what the"
                    + " manifest lists. Needs no server and no network."
        },
        footer = {
            "Exit code: 0 proved, 1 not proved, 2 the input cannot be used, 3 nothing is wrong, but without --key"
                    + " nobody vouches for it."
        },
        sortOptions = false,
        sortSynopsis = false)
public final class VerifyEvidence implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "The package.")
    private Path file = Path.of("");

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description =
                    "The ledger's verifier key (NAME+ID+KEY), or a file with its keys, one a line, all of which must have"
                            + " signed, from a place that you trust. Without it the keys in the package are believed,"
                            + " which proves nothing about who made it, and ends with 3.")
    private @Nullable String key;

    @Option(
            names = "--succession",
            paramLabel = "FILE",
            description =
                    "How the ledger's keys followed each other, as GET /kms/v1/ledger/succession answered, where --key is not"
                            + " the key that the package was made with. Without it the one in the package counts.")
    private Optional<Path> succession = Optional.empty();

    @Option(
            names = "--witness-key",
            paramLabel = "KEY",
            description =
                    "The verifier key of a witness that you trust, or a file with several, one a line. Each must have"
                            + " cosigned the package's checkpoint. May be repeated.")
    private List<String> witnesses = List.of();

    @Option(
            names = "--continues",
            paramLabel = "EARLIER",
            description =
                    "An earlier package of the tenant, checked with the same keys: no receipt of the tenant's may lie between"
                            + " the two.")
    private Optional<Path> earlier = Optional.empty();

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "How many threads check receipts (default: one for each processor).")
    private int jobs = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--tree-only",
            description =
                    "Check the proof alone and not each receipt's own signature: the checkpoint, which the same key"
                            + " signed, commits to all of them.")
    private boolean treeOnly;

    @Mixin
    private Format format = new Format();

    private final Terminal terminal;
    private final Runnable prepare;

    /** @param prepare runs before signatures are checked, if they are; may make that faster, and nothing else */
    public VerifyEvidence(Terminal terminal, Runnable prepare) {
        this.terminal = terminal;
        this.prepare = prepare;
    }

    @Override
    public Integer call() {
        prepare.run();
        if (jobs < 1) {
            throw CommandFailed.badInput("--jobs must be at least 1.");
        }
        TrustedKeys trusted = new TrustedKeys(
                Optional.ofNullable(key).map(TrustedKeyReader::ledger),
                succession(),
                TrustedKeyReader.witnesses("--witness-key", witnesses));
        EvidenceVerdict verdict = verify(file, earlier.map(it -> end(it, trusted)), trusted);
        boolean given = trusted.ledger().isPresent();
        format.show(
                terminal,
                () -> VerdictJson.of(verdict, given),
                () -> new Report(terminal, given, !treeOnly, earlier).print(verdict));
        if (!verdict.proved()) {
            return ExitCode.FAILED.code();
        }
        return given ? 0 : ExitCode.UNVOUCHED.code();
    }

    private Optional<SuccessionProof> succession() {
        try {
            return succession.map(SuccessionFile::read);
        } catch (IllegalArgumentException e) {
            throw CommandFailed.badInput("--succession is none: %s.".formatted(e.getMessage()));
        }
    }

    /** Where the tenant's chain is at the end of an earlier package. */
    private Link end(Path earlier, TrustedKeys trusted) {
        EvidenceVerdict verdict = verify(earlier, Optional.empty(), trusted);
        if (!verdict.proved()) {
            throw CommandFailed.because(
                    "The earlier package %s is not proved: verify it by itself.".formatted(earlier));
        }
        return verdict.chain()
                .map(ChainedReceipts::after)
                .orElseThrow(() -> CommandFailed.badInput(
                        "The earlier package %s is of an older version, and nothing can continue it."
                                .formatted(earlier)));
    }

    private EvidenceVerdict verify(Path file, Optional<Link> earlier, TrustedKeys trusted) {
        try (Progress progress = new Progress(terminal, "Verifying receipts")) {
            return new EvidenceVerifier(trusted, !treeOnly, jobs, progress::at).verify(file, earlier);
        } catch (IOException e) {
            throw CommandFailed.badInput("The file %s cannot be read: %s.".formatted(file, Reason.of(e)));
        }
    }
}
