package io.keywright.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A tenant that has a root key.
 *
 * @param name what people call it
 * @param createdAt when its root was made
 * @param wrappings what its root is wrapped with, in the order in which they are tried
 * @param refusal whether its keys are switched off
 */
public record Tenant(
        String tenantId,
        Optional<String> name,
        Instant createdAt,
        List<Wrapping> wrappings,
        Optional<RootRefusal> refusal) {

    public Tenant {
        wrappings = List.copyOf(wrappings);
    }

    /** Whether keys of its own alone opened its root {@code before}, by which it could be switched off, and do not any more. */
    public boolean givesUpOwnKey(List<Wrapping> before) {
        return before.stream().noneMatch(Wrapping::isShared)
                && wrappings.stream().anyMatch(Wrapping::isShared);
    }

    /** The same with another root. */
    public Tenant wrappedWith(List<Wrapping> others) {
        return new Tenant(tenantId, name, createdAt, others, refusal);
    }
}
