package io.keywright.server.harness;

import io.keywright.pki.issuing.SpiffeId;
import java.util.UUID;

/** Whom a client certificate names: a module within a tenant's scope. */
public record Identity(String tenant, String environment, String plane, String module) {

    /** The trust domain of all identities here. */
    public static final String DOMAIN = "test.keywright";

    /** Module M21 of {@code tenant}, in environment dev and plane tenant. */
    public static Identity of(String tenant) {
        return new Identity(tenant, "dev", "tenant", "M21");
    }

    /** A tenant that nothing else has. */
    public static Identity ofNewTenant() {
        return of("tenant-" + UUID.randomUUID());
    }

    /** The same module, of another tenant. */
    public Identity ofTenant(String other) {
        return new Identity(other, environment, plane, module);
    }

    /** The same module, in another environment. */
    public Identity inEnvironment(String other) {
        return new Identity(tenant, other, plane, module);
    }

    /** The same module, in another plane. */
    public Identity inPlane(String other) {
        return new Identity(tenant, environment, other, module);
    }

    /** Another module of the same scope. */
    public Identity asModule(String other) {
        return new Identity(tenant, environment, plane, other);
    }

    /** As its certificates name it. */
    public SpiffeId spiffeId() {
        return SpiffeId.ofTenant(DOMAIN, tenant, environment, plane, module);
    }
}
