package io.keywright.core.authorization;

import io.keywright.model.Caller;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyUsage;
import io.keywright.model.KeywrightException;
import io.keywright.model.Operation;
import io.keywright.model.Party;
import io.keywright.model.Role;
import io.keywright.model.Scope;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Decides from the caller's identity and the key's policy alone; needs no database. */
public final class Authorizer {

    private static final Set<Role> OPERATORS = EnumSet.of(Role.PLATFORM_ADMIN, Role.AUDITOR);

    private final Roles roles;

    public Authorizer(Roles roles) {
        this.roles = roles;
    }

    /**
     * The scope that the call works in: the caller's own.
     *
     * @throws KeywrightException UNAUTHORIZED if the request names another, the caller has none, or no role of the
     *     caller's allows {@code operation}
     */
    public Scope scope(Caller caller, ScopeClaim claim, Operation operation) {
        Scope own = ownScope(caller, claim);
        require(caller, operation.roles());
        return own;
    }

    /** Passes if the caller has one of {@code allowing}. */
    public void require(Caller caller, Set<Role> allowing) {
        if (!has(caller, allowing)) {
            throw roleMissing(caller, allowing);
        }
    }

    /** Passes if the caller is a platform identity and has a role: for what tells of all tenants at once. */
    public void requireOperator(Caller caller) {
        if (caller.scope() != null || roles.of(caller).isEmpty()) {
            throw new KeywrightException(
                    ErrorCode.UNAUTHORIZED,
                    "This is for the platform: call with a platform identity that has a role, such as auditor.",
                    Map.of("reason", "platform_role_missing", "subject", caller.subject()));
        }
    }

    /** Whether the caller has one of {@code allowing}. */
    public boolean has(Caller caller, Set<Role> allowing) {
        return !Collections.disjoint(roles.of(caller), allowing);
    }

    /** How far {@code role} reaches that the caller has; empty if it has not. */
    public Optional<Reach> reach(Caller caller, Role role) {
        Scope own = ownScopeOrAll(caller);
        return roles.grounds(own, Party.of(caller), caller.voucher(), role).stream()
                .map(ground -> ground.reach(own))
                .min(Comparator.comparingLong(Reach::walls));
    }

    /**
     * Where the caller may see what belongs to tenants: a platform admin or auditor everywhere, who has one of {@code
     * ofTenants} in its scope, and an auditor as far as its role reaches.
     *
     * @param named the tenant that it asks for; null for all that it may see
     * @return empty for everywhere
     * @throws KeywrightException UNAUTHORIZED if it may not
     */
    public Optional<Reach> sees(Caller caller, @Nullable String named, Set<Role> ofTenants) {
        Scope own = caller.scope();
        if (own == null) {
            require(caller, OPERATORS);
            return Optional.ofNullable(named).map(Reach::all);
        }
        if (named != null && !named.equals(own.tenantId())) {
            throw new KeywrightException(
                    ErrorCode.UNAUTHORIZED,
                    "tenant_id names another tenant than yours; leave it out, or ask a platform auditor.");
        }
        require(caller, ofTenants);
        return Optional.of(reach(caller, Role.AUDITOR).orElseGet(() -> Reach.of(own)));
    }

    private static Scope ownScope(Caller caller, ScopeClaim claim) {
        Scope own = caller.scope();
        if (own == null) {
            throw new KeywrightException(
                    ErrorCode.UNAUTHORIZED,
                    "A platform identity may act for a tenant only where a role says so; call with a tenant's identity.");
        }
        return requireNamed(own, claim);
    }

    private static Scope requireNamed(Scope own, ScopeClaim claim) {
        boolean same = (claim.tenantId() == null || claim.tenantId().equals(own.tenantId()))
                && (claim.environment() == null || claim.environment() == own.environment())
                && (claim.plane() == null || claim.plane() == own.plane());
        if (!same) {
            throw new KeywrightException(
                    ErrorCode.UNAUTHORIZED,
                    "The request's scope is not the caller's; leave tenant_id, environment and plane out or correct them.");
        }
        return own;
    }

    /**
     * The scope of what also exists for all tenants: the caller's own; for a platform identity, the one of all.
     *
     * @throws KeywrightException UNAUTHORIZED if the request names another, or no role of the caller's allows
     *     {@code operation}
     */
    public Scope scopeOrAll(Caller caller, ScopeClaim claim, Operation operation) {
        Scope own = requireNamed(ownScopeOrAll(caller), claim);
        require(caller, operation.roles());
        return own;
    }

    /** The caller's own scope; for a platform identity, the one of all. */
    public Scope ownScopeOrAll(Caller caller) {
        Scope own = caller.scope();
        return own == null ? Scope.OF_ALL : own;
    }

    /** Passes if the key's policy lets the caller's module perform {@code operation} on it. */
    public void checkPolicy(Caller caller, KeyMetadata key, Operation operation) {
        if (!key.accessPolicy().allows(caller.module())) {
            throw new KeywrightException(
                    ErrorCode.POLICY_VIOLATION,
                    "The key's access policy does not allow this module; ask the key's owner to add it to allowed_modules.",
                    Map.of("reason", "module_not_allowed", "module", caller.module()));
        }
        if (!key.accessPolicy().allows(caller.module(), operation)) {
            throw new KeywrightException(
                    ErrorCode.POLICY_VIOLATION,
                    "The key's access policy does not allow this module to do that; ask the key's owner to add it to module_operations.",
                    Map.of(
                            "reason", "operation_not_allowed",
                            "module", caller.module(),
                            "operation", operation.verb()));
        }
    }

    /** Passes if the key was made for {@code usage}. */
    public void checkUsage(KeyMetadata key, KeyUsage usage) {
        if (!key.keyUsage().contains(usage)) {
            throw new KeywrightException(
                    ErrorCode.INVALID_REQUEST,
                    "The key was not made for this; use a key whose key_usage contains " + usage.wireName() + ".",
                    Map.of("reason", "key_usage", "required", usage.wireName()));
        }
    }

    private static KeywrightException roleMissing(Caller caller, Set<Role> allowing) {
        String names = allowing.stream().map(Role::wireName).sorted().collect(Collectors.joining(", "));
        return new KeywrightException(
                ErrorCode.UNAUTHORIZED,
                "Your identity lacks a role; ask a platform admin to bind one of these to it: " + names + ".",
                Map.of("reason", "role_missing", "roles", names, "subject", caller.subject()));
    }
}
