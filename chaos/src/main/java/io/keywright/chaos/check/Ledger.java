package io.keywright.chaos.check;

import io.keywright.ledger.note.VerifierKey;
import java.util.List;

/**
 * The one log as it is in the end.
 *
 * @param checkpoint its signed head
 * @param key the published key that signed it
 */
public record Ledger(List<Entry> entries, String checkpoint, VerifierKey key) {

    public Ledger {
        entries = List.copyOf(entries);
    }
}
