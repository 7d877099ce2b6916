package io.keywright.core.role;

import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.Roles;
import io.keywright.core.crypto.UuidV7;
import io.keywright.core.evidence.Attempt;
import io.keywright.core.evidence.Recorded;
import io.keywright.core.evidence.Recorder;
import io.keywright.core.journal.Change;
import io.keywright.core.journal.Conflict;
import io.keywright.core.journal.StoreException;
import io.keywright.model.Caller;
import io.keywright.model.Environment;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.model.Operation;
import io.keywright.model.Plane;
import io.keywright.model.Role;
import io.keywright.model.RoleBinding;
import io.keywright.model.Scope;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Binds roles to identities and takes them back, both at once in force. A change's receipt belongs to the tenant that it
 * concerns. Never blocks its caller.
 */
public final class RoleBindings {

    private final Authorizer authorizer;
    private final Roles roles;
    private final RoleBindingStore store;
    private final Recorder recorder;
    private final UuidV7 ids;
    private final Executor blocking;
    private final Clock clock;

    public RoleBindings(
            Authorizer authorizer,
            Roles roles,
            RoleBindingStore store,
            Recorder recorder,
            UuidV7 ids,
            Executor blocking,
            Clock clock) {
        this.authorizer = authorizer;
        this.roles = roles;
        this.store = store;
        this.recorder = recorder;
        this.ids = ids;
        this.blocking = blocking;
        this.clock = clock;
    }

    /**
     * Gives {@code identity} a role.
     *
     * @param tenantId where it holds; {@link Scope#GLOBAL} for a platform identity
     */
    public CompletableFuture<Recorded<RoleBinding>> bind(Caller caller, String tenantId, String identity, Role role) {
        Attempt attempt = Attempt.of(caller, Operation.BIND_ROLE);
        return attempted(attempt, () -> {
            requireAdmin(caller);
            RoleBinding binding = binding(tenantId, identity, role);
            return changed(attempt.within(scope(binding)), new Change.RoleBound(binding), binding);
        });
    }

    /** Takes a role back. */
    public CompletableFuture<Recorded<RoleBinding>> unbind(Caller caller, UUID bindingId) {
        Attempt attempt = Attempt.of(caller, Operation.UNBIND_ROLE);
        return attempted(attempt, () -> {
            requireAdmin(caller);
            RoleBinding binding = all().stream()
                    .filter(candidate -> candidate.bindingId().equals(bindingId))
                    .findFirst()
                    .orElseThrow(RoleBindings::notFound);
            return changed(attempt.within(scope(binding)), new Change.RoleUnbound(binding), binding);
        });
    }

    /** All bindings, oldest first. Leaves no receipt. May block. */
    public List<RoleBinding> list(Caller caller) {
        requireAdmin(caller);
        return all();
    }

    private void requireAdmin(Caller caller) {
        authorizer.require(caller, EnumSet.of(Role.PLATFORM_ADMIN));
    }

    private RoleBinding binding(String tenantId, String identity, Role role) {
        try {
            return new RoleBinding(
                    ids.next(), tenantId, identity, role, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        } catch (IllegalArgumentException e) {
            throw new KeywrightException(ErrorCode.INVALID_REQUEST, e.getMessage() + ".");
        }
    }

    private Recorded<RoleBinding> changed(Attempt attempt, Change change, RoleBinding binding) {
        try {
            return new Recorded<>(binding, recorder.succeeded(attempt, change).join());
        } catch (CompletionException e) {
            throw e.getCause() instanceof Conflict ? conflict(change) : e;
        } finally {
            roles.replaceBindings(all());
        }
    }

    private static KeywrightException conflict(Change change) {
        return change instanceof Change.RoleBound
                ? new KeywrightException(
                        ErrorCode.INVALID_REQUEST,
                        "The identity has this role already; see GET /kms/v1/role-bindings.",
                        Map.of("reason", "already_bound"))
                : notFound();
    }

    private static KeywrightException notFound() {
        return new KeywrightException(
                ErrorCode.KEY_NOT_FOUND,
                "There is no such binding; list them with GET /kms/v1/role-bindings.",
                Map.of("reason", "binding_not_found"));
    }

    /** Where a binding's receipt belongs: a tenant's own evidence tells who may do what there. */
    private static Scope scope(RoleBinding binding) {
        return new Scope(binding.tenantId(), Environment.PROD, Plane.SHARED);
    }

    private List<RoleBinding> all() {
        try {
            return store.roleBindings();
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }

    private <T> CompletableFuture<T> attempted(Attempt attempt, Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, blocking)
                .exceptionallyCompose(failure -> recorder.refused(attempt, failure));
    }
}
