package io.keywright.core.authorization;

import java.util.UUID;

/** Why somebody has a role. */
public sealed interface Ground {

    /** The configuration gives it to identities like this. */
    record Configured() implements Ground {}

    /** It is bound to this identity or person, until the binding is taken back. */
    record Bound(UUID bindingId) implements Ground {}
}
