package io.keywright.core.tenant;

import io.keywright.core.authorization.Authorizer;
import io.keywright.core.tenant.UnopenedRootException.Fault;
import io.keywright.model.Caller;
import io.keywright.model.KeywrightException;
import io.keywright.model.Role;
import io.keywright.model.Scope;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Tells those who administer a tenant which key of a provider does not serve its root, and what permission is missing:
 * platform identities with a role, and the tenant's own key admins. Nobody else learns it, whatever brought them there.
 */
public final class RootDisclosure {

    private static final Set<Role> ANY = EnumSet.allOf(Role.class);
    private static final Set<Role> ADMINS = EnumSet.of(Role.KEY_ADMIN);

    private final Authorizer authorizer;

    public RootDisclosure(Authorizer authorizer) {
        this.authorizer = authorizer;
    }

    /** {@code refusal} with all that {@code caller} may know. */
    public KeywrightException to(Caller caller, KeywrightException refusal) {
        return refusal.getCause() instanceof UnopenedRootException unopened && administers(caller, unopened.tenantId())
                ? disclosed(refusal, unopened.first())
                : refusal;
    }

    private boolean administers(Caller caller, String tenantId) {
        Scope own = caller.scope();
        return own == null
                ? authorizer.has(caller, ANY)
                : own.tenantId().equals(tenantId) && authorizer.has(caller, ADMINS);
    }

    private static KeywrightException disclosed(KeywrightException refusal, Fault fault) {
        KeywrightException told =
                with(refusal, "provider_key", fault.wrapping().key().key());
        return with(told, "permission", fault.cause().permission());
    }

    private static KeywrightException with(KeywrightException refusal, String name, Optional<String> detail) {
        return detail.map(known -> refusal.with(name, known)).orElse(refusal);
    }
}
