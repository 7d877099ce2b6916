package io.keywright.core.authorization;

import io.keywright.core.Settings;
import io.keywright.model.Caller;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyUsage;
import io.keywright.model.KeywrightException;
import io.keywright.model.Operation;
import io.keywright.model.Scope;
import java.util.Map;

/** Decides from the caller's identity and the key's policy alone; needs no database. */
public final class Authorizer {

    private final Settings settings;

    public Authorizer(Settings settings) {
        this.settings = settings;
    }

    /**
     * The scope that the call works in: the caller's own.
     *
     * @throws KeywrightException UNAUTHORIZED if the request names another, or the caller has none
     */
    public Scope scope(Caller caller, ScopeClaim claim) {
        Scope own = caller.scope();
        if (own == null) {
            throw new KeywrightException(
                    ErrorCode.UNAUTHORIZED,
                    "A platform identity may act for a tenant only where a role says so; call with a tenant's identity.");
        }
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
     * The scope whose trust anchors the call works on: the caller's own; for a platform identity, the one of all.
     *
     * @throws KeywrightException UNAUTHORIZED if the request names another
     */
    public Scope anchorScope(Caller caller, ScopeClaim claim) {
        if (caller.scope() != null) {
            return scope(caller, claim);
        }
        return scope(new Caller(caller.subject(), Scope.OF_ALL, caller.module()), claim);
    }

    /** Passes if no approval is needed for {@code operation} on any key. */
    public void checkApproval(Operation operation) {
        if (settings.approvalRequired().contains(operation)) {
            throw approvalMissing(operation);
        }
    }

    /** Passes if the key's policy lets the caller's module perform {@code operation} without more. */
    public void checkPolicy(Caller caller, KeyMetadata key, Operation operation) {
        if (!key.accessPolicy().allows(caller.module())) {
            throw new KeywrightException(
                    ErrorCode.POLICY_VIOLATION,
                    "The key's access policy does not allow this module; ask the key's owner to add it to allowed_modules.",
                    Map.of("reason", "module_not_allowed", "module", caller.module()));
        }
        if (key.accessPolicy().requiresApproval() || settings.approvalRequired().contains(operation)) {
            throw approvalMissing(operation);
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

    private static KeywrightException approvalMissing(Operation operation) {
        return new KeywrightException(
                ErrorCode.POLICY_VIOLATION,
                "The operation needs an approval; this installation has no approver configured, so it is refused.",
                Map.of("reason", "approval_required", "operation", operation.verb()));
    }
}
