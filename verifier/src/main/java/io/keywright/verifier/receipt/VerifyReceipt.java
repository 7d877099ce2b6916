package io.keywright.verifier.receipt;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keywright.ledger.OfflineVerifier;
import io.keywright.ledger.Verdict;
import io.keywright.ledger.Verdict.Reason;
import io.keywright.ledger.Verdict.Refuted;
import io.keywright.ledger.Verdict.Verified;
import io.keywright.ledger.cosignature.CosignerKey;
import io.keywright.ledger.cosignature.LogKeys;
import io.keywright.ledger.cosignature.WitnessPolicy;
import io.keywright.ledger.succession.Signers;
import io.keywright.verifier.input.InputFile;
import io.keywright.verifier.input.SuccessionFile;
import io.keywright.verifier.input.TrustedKeyReader;
import io.keywright.verifier.terminal.CommandFailed;
import io.keywright.verifier.terminal.ExitCode;
import io.keywright.verifier.terminal.Format;
import io.keywright.verifier.terminal.Style;
import io.keywright.verifier.terminal.Terminal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Checks a receipt's signature and its place in the log, with nothing but files. */
@Command(
        name = "verify",
        header = "Check a receipt offline.",
        descriptionHeading = "%n",
        description =
                "Checks that the ledger's key signed the receipt, and that the ledger holds it; and of a batch, what came of one"
                        + " item. Needs no server.",
        footer = {"Exit code: 0 proved, 1 not proved, 2 the input cannot be used."},
        sortOptions = false,
        sortSynopsis = false)
public final class VerifyReceipt implements Callable<Integer> {

    @Option(
            names = "--key",
            required = true,
            paramLabel = "KEY",
            description =
                    "The ledger's verifier key (NAME+ID+KEY), or a file with its keys, one a line, all of which must have signed. Get it from a place that you trust.")
    private String key = "";

    @Option(
            names = "--receipt",
            required = true,
            paramLabel = "FILE",
            description = "The receipt, byte for byte as GET /kms/v1/receipts/ID answered.")
    private Path receipt = Path.of("");

    @Option(
            names = "--proof",
            required = true,
            paramLabel = "FILE",
            description = "The proof, as GET /kms/v1/receipts/ID/proof answered.")
    private Path proof = Path.of("");

    @Option(
            names = "--succession",
            paramLabel = "FILE",
            description =
                    "How the ledger's keys followed each other, as GET /kms/v1/ledger/succession answered: then --key may be"
                            + " any key that the ledger had. What is asked of a checkpoint is asked of its checkpoint, too.")
    private Optional<Path> succession = Optional.empty();

    @Option(
            names = "--witness",
            paramLabel = "KEY",
            description =
                    "The verifier key of a witness that you trust, or a file with several, one a line. May be repeated.")
    private List<String> witnesses = List.of();

    @Option(
            names = "--quorum",
            paramLabel = "NUMBER",
            description = "How many of the witnesses must have cosigned the checkpoint; all of them, if not given.")
    private Optional<Integer> quorum = Optional.empty();

    @Mixin
    private Vouched vouched = new Vouched();

    @Mixin
    private Format format = new Format();

    private final Terminal terminal;

    public VerifyReceipt(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        vouched.requireChange();
        LogKeys keys = TrustedKeyReader.ledger(key);
        WitnessPolicy policy = policy();
        Signers signers;
        try {
            signers = succession
                    .map(file -> SuccessionFile.read(file).verify(keys, policy))
                    .orElseGet(() -> Signers.of(keys.signer()));
        } catch (IllegalArgumentException e) {
            return report(new Refuted(Reason.SUCCESSION_UNPROVED, String.valueOf(e.getMessage())));
        }
        Verdict verdict = new OfflineVerifier(keys, signers, policy)
                .verify(
                        InputFile.line("--receipt", receipt),
                        InputFile.text("--proof", proof).getBytes(UTF_8));
        return report(verdict instanceof Verified verified ? vouched.check(verified) : verdict);
    }

    private int report(Verdict verdict) {
        if (verdict instanceof Verified verified) {
            format.show(
                    terminal, () -> VerdictJson.of(verified, vouched), () -> Proved.print(verified, vouched, terminal));
            return 0;
        }
        Refuted refuted = (Refuted) verdict;
        format.show(terminal, () -> VerdictJson.of(refuted), () -> print(refuted));
        return ExitCode.FAILED.code();
    }

    private void print(Refuted refuted) {
        terminal.bad("Not proved: %s.".formatted(refuted.detail()));
        terminal.line("  " + terminal.styled(Style.FAINT, refuted.reason().name()));
    }

    private WitnessPolicy policy() {
        List<CosignerKey> keys = TrustedKeyReader.witnesses("--witness", witnesses);
        long named = keys.stream().map(CosignerKey::name).distinct().count();
        try {
            return new WitnessPolicy(keys, quorum.orElse(Math.toIntExact(named)));
        } catch (IllegalArgumentException e) {
            throw CommandFailed.badInput("--witness and --quorum do not make a policy: %s.".formatted(e.getMessage()));
        }
    }
}
