package io.keywright.chaos.check;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** In the end every node shows each key in the state that the ledger has brought it to. */
final class StateIsAsTold implements Check {

    @Override
    public Stream<Finding> findings(Evidence evidence) {
        Map<String, String> told = new HashMap<>();
        for (Entry entry : evidence.ledger().entries()) {
            if (entry.is("key_generated") || entry.is("key_revoked")) {
                told.put(entry.keyId(), entry.changed("key_state"));
            } else if (entry.is("key_rotated")) {
                told.put(entry.changed("old_key_id"), entry.changed("old_key_state"));
                told.put(entry.changed("new_key_id"), entry.changed("new_key", "key_state"));
            }
        }
        return evidence.states().stream()
                .filter(shown -> !shown.state().equals(told.get(shown.keyId())))
                .map(shown -> found("node %d shows key %s as %s, and the ledger tells %s"
                        .formatted(
                                shown.node(),
                                shown.keyId(),
                                shown.state(),
                                told.getOrDefault(shown.keyId(), "nothing"))));
    }
}
