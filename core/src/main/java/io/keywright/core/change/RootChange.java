package io.keywright.core.change;

import io.keywright.model.RewrappedSecret;
import io.keywright.model.RootRefusal;
import io.keywright.model.Tenant;
import io.keywright.model.TenantRoot;
import io.keywright.model.Wrapping;
import java.time.Instant;
import java.util.List;

/** A change of a tenant's root, or of what lies under it. */
public sealed interface RootChange extends Change {

    /**
     * A tenant gets its root key, and the wrappings that it names. Applies if the tenant never had one, as far as its keys and
     * the ledger tell.
     */
    record Created(TenantRoot root) implements RootChange {}

    /** A tenant gets its root before anybody uses it. Applies as {@link Created} does. */
    record TenantCreated(Tenant tenant, TenantRoot root) implements RootChange {}

    /**
     * A tenant's root is wrapped otherwise. Applies if it was wrapped with {@code before}, and {@code versions} are still those
     * in force.
     *
     * @param tenant as it is after the change
     * @param versions all of the root that are in force, in order
     */
    record WrappingsChanged(Tenant tenant, List<Wrapping> before, List<TenantRoot> versions) implements RootChange {
        public WrappingsChanged {
            before = List.copyOf(before);
            versions = List.copyOf(versions);
        }
    }

    /**
     * A tenant's root gets its next version, under which everything is wrapped from then on. Applies if it is the next, and
     * wrapped with all that the tenant's root is wrapped with, and nothing else.
     *
     * @param oldest the oldest version in force
     */
    record Rotated(TenantRoot next, int oldest) implements RootChange {}

    /**
     * Secrets of a tenant are wrapped under version {@code to} of its root. Applies if each still is as it was before.
     *
     * @param from the version that they lay under
     */
    record SecretsRewrapped(String tenantId, int from, int to, List<RewrappedSecret> secrets) implements RootChange {
        public SecretsRewrapped {
            secrets = List.copyOf(secrets);
        }
    }

    /**
     * The oldest version of a tenant's root is in force no more, and all its wraps are erased. Applies if nothing lies under it,
     * it is not the newest, and the tenant's root is still wrapped with {@code wrappings}.
     *
     * @param newest the newest
     */
    record Retired(String tenantId, int version, int newest, List<Wrapping> wrappings, Instant at)
            implements RootChange {
        public Retired {
            wrappings = List.copyOf(wrappings);
        }
    }

    /** A tenant's keys are switched off by its provider. Applies if they were not. */
    record Refused(String tenantId, RootRefusal refusal) implements RootChange {}

    /** They are switched on again. Applies if they were off. */
    record Restored(String tenantId) implements RootChange {}
}
