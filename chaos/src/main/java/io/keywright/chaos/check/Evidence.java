package io.keywright.chaos.check;

import io.keywright.chaos.history.History;
import java.util.List;

/** All that a run leaves. */
public record Evidence(History history, Ledger ledger, List<KeyState> states) {

    public Evidence {
        states = List.copyOf(states);
    }
}
