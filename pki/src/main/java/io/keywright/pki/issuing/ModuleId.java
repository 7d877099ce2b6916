package io.keywright.pki.issuing;

import io.keywright.model.Scope;
import io.keywright.pki.SpiffeId;
import java.net.URI;

/** The SPIFFE ids that certificates name modules by, in the form that the service reads. */
public final class ModuleId {

    private ModuleId() {}

    /** {@code spiffe://TRUST-DOMAIN/tenant/T/env/E/plane/P/module/M}. */
    public static URI of(String trustDomain, Scope scope, String module) {
        return SpiffeId.ofTenant(
                        trustDomain,
                        scope.tenantId(),
                        scope.environment().wireName(),
                        scope.plane().wireName(),
                        module)
                .uri();
    }
}
