package io.keywright.verifier.receipt;

import io.keywright.ledger.Verdict;
import io.keywright.ledger.Verdict.Reason;
import io.keywright.ledger.Verdict.Refuted;
import io.keywright.ledger.Verdict.Verified;
import io.keywright.ledger.batch.BatchDigest;
import io.keywright.ledger.batch.ItemProof;
import io.keywright.ledger.receipt.ChangeDigest;
import io.keywright.verifier.input.InputFile;
import io.keywright.verifier.terminal.CommandFailed;
import io.keywright.verifier.terminal.Printable;
import io.keywright.verifier.terminal.Terminal;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** What a receipt vouches for beyond itself: its change, and in that one item of a batch. Mixed in by {@code @Mixin}. */
final class Vouched {

    @Option(
            names = "--change",
            paramLabel = "FILE",
            description = "What the operation changed, byte for byte as GET /kms/v1/receipts/ID/change answered.")
    private Optional<Path> change = Optional.empty();

    @Option(
            names = "--item",
            paramLabel = "FILE",
            description = "One item of a batch, as keywright receipts prove-item made it. Needs --change.")
    private Optional<Path> item = Optional.empty();

    /** Reads the files and checks them; {@code verified} itself if they are right, or were not given. */
    Verdict check(Verified verified) {
        if (change.isEmpty()) {
            return verified;
        }
        byte[] told = InputFile.line("--change", change.get());
        if (!ChangeDigest.matches(verified.receipt(), told)) {
            return new Refuted(Reason.CHANGE_WRONG, "the receipt is about another change");
        }
        return item.isEmpty() || holds(told, item.get())
                ? verified
                : new Refuted(Reason.ITEM_WRONG, "this is not what came of that item of the batch");
    }

    private static boolean holds(byte[] change, Path item) {
        try {
            return BatchDigest.read(change).holds(ItemProof.parse(InputFile.line("--item", item)));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** @throws CommandFailed if there is an item, and nothing to hold it against */
    void requireChange() {
        if (item.isPresent() && change.isEmpty()) {
            throw CommandFailed.badInput(
                    "--item needs --change: the receipt vouches for the change, and that for the item.");
        }
    }

    void print(Terminal terminal) {
        if (change.isPresent()) {
            terminal.good("The change is the one that the receipt vouches for.");
        }
        proved().ifPresent(proof -> terminal.good("Item %d of the batch is what it says.".formatted(proof.index())));
    }

    /** What came of the item, for a person. */
    void facts(Terminal terminal) {
        proved().ifPresent(proof -> proof.outcome()
                .forEach((member, value) ->
                        terminal.fact("item's " + Printable.of(member), Printable.of(value.toString()))));
    }

    /** What came of the item, for a program. */
    Map<String, Object> members() {
        Map<String, Object> members = new TreeMap<>();
        proved().ifPresent(proof -> {
            members.put("item", proof.index());
            members.put("outcome", proof.outcome());
        });
        return members;
    }

    private Optional<ItemProof> proved() {
        return item.map(file -> ItemProof.parse(InputFile.line("--item", file)));
    }
}
