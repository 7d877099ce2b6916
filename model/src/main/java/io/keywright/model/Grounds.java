package io.keywright.model;

import java.util.Set;
import java.util.UUID;

/**
 * What an approval rests on besides the configuration.
 *
 * @param bindings ids of the role bindings that make approvers of those who granted it
 * @param anchors ids of the trust anchors that vouched for them
 */
public record Grounds(Set<UUID> bindings, Set<UUID> anchors) {

    /** Of an approval that rests on the configuration alone, or on an issuer's word. */
    public static final Grounds NONE = new Grounds(Set.of(), Set.of());

    public Grounds {
        bindings = Set.copyOf(bindings);
        anchors = Set.copyOf(anchors);
    }
}
