package io.keywright.core.change;

import io.keywright.model.RoleBinding;

/** A change of who has which role. */
public sealed interface RoleChange extends Change {

    /** Somebody gets a role. Applies if they do not have it already. */
    record Bound(RoleBinding binding) implements RoleChange {}

    /** A role is taken back. Applies if the binding is there. */
    record Unbound(RoleBinding binding) implements RoleChange {}
}
