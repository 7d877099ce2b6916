package io.keywright.cli.receipts;

import com.fasterxml.jackson.jr.ob.JSON;
import io.keywright.cli.file.Input;
import io.keywright.cli.file.Output;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.ledger.batch.BatchDigest;
import io.keywright.ledger.batch.ItemProof;
import io.keywright.verifier.input.InputFile;
import io.keywright.verifier.terminal.CommandFailed;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes the proof of one item of a batch out of all of them, so that an auditor is shown no other. */
@Command(
        name = "prove-item",
        header = "Prove one item of a batch without showing the others.",
        description = {
            "Checks that what you sent and were answered is what the batch's change tells, and writes what came of one item"
                    + " with the way from there to it. keywright verify --item checks that against the receipt, on any"
                    + " machine. Neither plaintext nor data gets into it. Needs no service."
        })
final class ProveItemCommand implements Runnable {

    @Option(names = "--receipt", required = true, paramLabel = "FILE", description = "The batch's receipt.")
    private Path receipt = Path.of("");

    @Option(
            names = "--change",
            required = true,
            paramLabel = "FILE",
            description = "What it vouches for, as GET /kms/v1/receipts/ID/change answered.")
    private Path change = Path.of("");

    @Option(names = "--request", required = true, paramLabel = "FILE", description = "The body that was sent.")
    private Path request = Path.of("");

    @Option(names = "--answer", required = true, paramLabel = "FILE", description = "The body that came back.")
    private Path answer = Path.of("");

    @Option(names = "--index", required = true, paramLabel = "N", description = "Which item; the first is 0.")
    private int index;

    @Mixin
    private Output output = new Output();

    private final Terminal terminal;

    ProveItemCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        List<Map<String, Object>> outcomes = outcomes();
        if (index < 0 || index >= outcomes.size()) {
            throw CommandFailed.badInput("--index must be from 0 to %d.".formatted(outcomes.size() - 1));
        }
        if (!BatchDigest.of(outcomes).equals(digest())) {
            throw CommandFailed.because(
                    "What was sent and answered is not what the change tells. Are all four files of one batch, and unaltered?");
        }
        byte[] proof = ItemProof.of(index, outcomes).bytes();
        output.write(terminal, (new String(proof, StandardCharsets.UTF_8) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private List<Map<String, Object>> outcomes() {
        return BatchOutcomes.of(json("--receipt", receipt).text("operation"))
                .map(batch -> batch.of(items("--request", request), items("--answer", answer)))
                .filter(outcomes -> !outcomes.isEmpty())
                .orElseThrow(() -> CommandFailed.badInput("--receipt: %s is not of a batch.".formatted(receipt)));
    }

    private BatchDigest digest() {
        try {
            return BatchDigest.read(InputFile.line("--change", change));
        } catch (IllegalArgumentException e) {
            throw CommandFailed.badInput("--change: %s is %s.".formatted(change, e.getMessage()));
        }
    }

    private static KmsAnswer items(String option, Path file) {
        KmsAnswer body = json(option, file);
        if (body.members().get("items") instanceof List<?>) {
            return body;
        }
        throw CommandFailed.badInput("%s: %s has no items.".formatted(option, file));
    }

    private static KmsAnswer json(String option, Path file) {
        try (InputStream in = new Input(file).open()) {
            return new KmsAnswer(JSON.std.mapFrom(in));
        } catch (IOException e) {
            throw CommandFailed.badInput("%s: %s must be a file with a JSON object.".formatted(option, file));
        }
    }
}
