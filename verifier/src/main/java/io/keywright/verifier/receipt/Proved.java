package io.keywright.verifier.receipt;

import io.keywright.ledger.Verdict.Verified;
import io.keywright.ledger.note.Checkpoint;
import io.keywright.model.Receipt;
import io.keywright.verifier.terminal.Printable;
import io.keywright.verifier.terminal.Terminal;
import java.util.Objects;

/** A proved receipt in words. */
final class Proved {

    private Proved() {}

    static void print(Verified verified, Vouched vouched, Terminal terminal) {
        Receipt receipt = verified.receipt();
        Checkpoint checkpoint = verified.checkpoint();
        terminal.good("Signed by the ledger's key.");
        terminal.good("In the ledger, as its signed checkpoint proves.");
        vouched.print(terminal);
        terminal.line();
        terminal.fact("receipt", receipt.receiptId());
        terminal.fact("time", receipt.timestamp());
        terminal.fact("scope", receipt.scope());
        terminal.fact("module", receipt.requestingModule());
        terminal.fact("operation", receipt.operation());
        terminal.fact("key", Objects.requireNonNullElse(receipt.context().keyId(), "none"));
        terminal.fact("outcome", Objects.requireNonNullElse(receipt.context().errorCode(), "success"));
        vouched.facts(terminal);
        newer(receipt, terminal);
        terminal.fact("ledger", checkpoint.origin());
        terminal.fact("leaf", "%d, of %d in the checkpoint".formatted(verified.index(), checkpoint.size()));
    }

    /** The proof does not depend on what the names mean. */
    private static void newer(Receipt receipt, Terminal terminal) {
        receipt.newer()
                .forEach((member, value) -> terminal.fact(
                        "remark",
                        "this version does not know the %s %s: a newer Keywright wrote this receipt"
                                .formatted(member, Printable.of(value))));
    }
}
