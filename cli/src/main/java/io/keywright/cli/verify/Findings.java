package io.keywright.cli.verify;

import io.keywright.cli.terminal.Style;
import io.keywright.cli.terminal.Terminal;
import io.keywright.ledger.Verdict.Verified;
import io.keywright.ledger.note.Checkpoint;
import io.keywright.model.Receipt;
import java.util.Objects;

/** A proved receipt in words. */
record Findings(Terminal terminal) {

    void print(Verified verified) {
        Receipt receipt = verified.receipt();
        Checkpoint checkpoint = verified.checkpoint();
        proved("Signed by the ledger's key.");
        proved("In the ledger, as its signed checkpoint proves.");
        terminal.line();
        fact("receipt", receipt.receiptId());
        fact("time", receipt.timestamp());
        fact("scope", receipt.scope());
        fact("module", receipt.requestingModule());
        fact("operation", receipt.operation());
        fact("key", Objects.requireNonNullElse(receipt.context().keyId(), "none"));
        fact("outcome", Objects.requireNonNullElse(receipt.context().errorCode(), "success"));
        fact("ledger", checkpoint.origin());
        fact("leaf", "%d, of %d in the checkpoint".formatted(verified.index(), checkpoint.size()));
    }

    private void proved(String sentence) {
        terminal.line(terminal.styled(Style.GOOD, "✓") + " " + sentence);
    }

    private void fact(String name, Object value) {
        terminal.line("  %-10s %s".formatted(name, terminal.styled(Style.NAME, value.toString())));
    }
}
