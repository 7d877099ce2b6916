package io.keywright.core.role;

import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.ScopeClaim;
import io.keywright.core.call.Outcome;
import io.keywright.core.call.UseCase;
import io.keywright.core.change.RoleChange;
import io.keywright.core.crypto.UuidV7;
import io.keywright.core.follow.Following;
import io.keywright.core.journal.StoreException;
import io.keywright.model.Caller;
import io.keywright.model.Environment;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.model.Plane;
import io.keywright.model.Role;
import io.keywright.model.RoleBinding;
import io.keywright.model.Scope;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Binds roles to identities and takes them back, both at once in force. A change's receipt belongs to the tenant that it
 * concerns.
 */
public final class RoleBindings {

    private final Authorizer authorizer;
    private final Following inForce;
    private final RoleBindingStore store;
    private final UuidV7 ids;
    private final Clock clock;

    /** @param inForce the bindings that are in force, which follow the store */
    public RoleBindings(Authorizer authorizer, RoleBindingStore store, Following inForce, UuidV7 ids, Clock clock) {
        this.authorizer = authorizer;
        this.inForce = inForce;
        this.store = store;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Gives {@code identity} a role.
     *
     * @param where it holds; no tenant for a platform identity, and no environment or plane for all of the tenant's
     */
    public UseCase<RoleBinding> bind(ScopeClaim where, String identity, Role role) {
        return UseCase.blocking(call -> {
            requireAdmin(call.caller());
            RoleBinding binding = binding(where, identity, role);
            call.concerns(scope(binding));
            return Outcome.of(binding, new RoleChange.Bound(binding))
                    .orElse(RoleBindings::bound)
                    .then(inForce::changed);
        });
    }

    /** Takes a role back. */
    public UseCase<RoleBinding> unbind(UUID bindingId) {
        return UseCase.blocking(call -> {
            requireAdmin(call.caller());
            RoleBinding binding = all().stream()
                    .filter(candidate -> candidate.bindingId().equals(bindingId))
                    .findFirst()
                    .orElseThrow(RoleBindings::notFound);
            call.concerns(scope(binding));
            return Outcome.of(binding, new RoleChange.Unbound(binding))
                    .orElse(RoleBindings::notFound)
                    .then(inForce::changed);
        });
    }

    /**
     * Bindings, oldest first. Leaves no receipt. May block.
     *
     * @param tenantId the tenant whose they are; null for all
     */
    public List<RoleBinding> list(Caller caller, @Nullable String tenantId) {
        requireAdmin(caller);
        return all().stream()
                .filter(binding -> tenantId == null || tenantId.equals(binding.tenantId()))
                .toList();
    }

    private void requireAdmin(Caller caller) {
        authorizer.require(caller, EnumSet.of(Role.PLATFORM_ADMIN));
    }

    private RoleBinding binding(ScopeClaim where, String identity, Role role) {
        requireNameable(identity);
        try {
            return new RoleBinding(
                    ids.next(),
                    Objects.requireNonNullElse(where.tenantId(), Scope.GLOBAL),
                    identity,
                    role,
                    where.environment(),
                    where.plane(),
                    clock.instant().truncatedTo(ChronoUnit.MILLIS));
        } catch (IllegalArgumentException e) {
            throw new KeywrightException(ErrorCode.INVALID_REQUEST, e.getMessage() + ".");
        }
    }

    /** A name that no certificate and no token can have would be a role for nobody. */
    private static void requireNameable(String identity) {
        boolean nameable = identity.startsWith("spiffe://") || identity.contains("=") || identity.contains("|");
        if (!nameable) {
            throw new KeywrightException(
                    ErrorCode.INVALID_REQUEST,
                    "identity must be a certificate's SPIFFE id or subject, or a token's issuer, | and sub; GET"
                            + " /kms/v1/whoami tells them.",
                    Map.of("member", "identity"));
        }
    }

    private static KeywrightException bound() {
        return new KeywrightException(
                ErrorCode.INVALID_REQUEST,
                "The identity has this role already; see GET /kms/v1/role-bindings.",
                Map.of("reason", "already_bound"));
    }

    private static KeywrightException notFound() {
        return new KeywrightException(
                ErrorCode.KEY_NOT_FOUND,
                "There is no such binding; list them with GET /kms/v1/role-bindings.",
                Map.of("reason", "binding_not_found"));
    }

    /** Where a binding's receipt belongs: a tenant's own evidence tells who may do what there. */
    private static Scope scope(RoleBinding binding) {
        return new Scope(
                binding.tenantId(),
                Objects.requireNonNullElse(binding.environment(), Environment.PROD),
                Objects.requireNonNullElse(binding.plane(), Plane.SHARED));
    }

    private List<RoleBinding> all() {
        try {
            return store.roleBindings();
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }
}
