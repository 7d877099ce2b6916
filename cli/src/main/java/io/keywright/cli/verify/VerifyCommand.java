package io.keywright.cli.verify;

import io.keywright.cli.CommandFailed;
import io.keywright.cli.keys.TrustedKeyReader;
import io.keywright.cli.terminal.Style;
import io.keywright.cli.terminal.Terminal;
import io.keywright.ledger.OfflineVerifier;
import io.keywright.ledger.Verdict;
import io.keywright.ledger.Verdict.Refuted;
import io.keywright.ledger.Verdict.Verified;
import io.keywright.ledger.cosignature.CosignerKey;
import io.keywright.ledger.cosignature.WitnessPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Checks a receipt's signature and its place in the log, with nothing but files. */
@Command(
        name = "verify",
        header = "Check a receipt offline.",
        descriptionHeading = "%n",
        description = "Checks that the ledger's key signed the receipt, and that the ledger holds it. Needs no server.",
        footer = {"Exit code: 0 proved, 1 not proved, 2 the input cannot be used."},
        sortOptions = false,
        sortSynopsis = false)
public final class VerifyCommand implements Callable<Integer> {

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

    private final Terminal terminal;

    public VerifyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        OfflineVerifier verifier = new OfflineVerifier(TrustedKeyReader.ledger(key), policy());
        return report(verifier.verify(read("--receipt", receipt), read("--proof", proof)));
    }

    private int report(Verdict verdict) {
        return switch (verdict) {
            case Verified verified -> {
                new Findings(terminal).print(verified);
                yield 0;
            }
            case Refuted refuted -> {
                terminal.line("%s Not proved: %s.".formatted(terminal.styled(Style.BAD, "✗"), refuted.detail()));
                terminal.line(
                        "  " + terminal.styled(Style.FAINT, refuted.reason().name()));
                yield CommandFailed.FAILED;
            }
        };
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

    private static byte[] read(String option, Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw CommandFailed.badInput("%s: the file %s cannot be read.".formatted(option, file));
        }
    }
}
