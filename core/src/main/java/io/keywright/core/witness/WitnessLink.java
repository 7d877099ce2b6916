package io.keywright.core.witness;

import io.keywright.ledger.witness.AddCheckpoint;
import io.keywright.ledger.witness.Ruling;
import java.io.IOException;

/** The way to one witness (C2SP tlog-witness). Port; calls block, though not for long, and are safe from any thread. */
@FunctionalInterface
public interface WitnessLink {

    /**
     * Asks for cosignatures.
     *
     * @return what the witness says, which is not to be believed before its cosignatures are checked
     * @throws IOException if no ruling came in time
     */
    Ruling add(AddCheckpoint request) throws IOException;
}
