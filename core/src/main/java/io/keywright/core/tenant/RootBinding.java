package io.keywright.core.tenant;

import io.keywright.core.crypto.Binding;
import io.keywright.model.Environment;
import io.keywright.model.Plane;
import io.keywright.model.Scope;

/** What the wraps of tenants' roots are bound to. */
public final class RootBinding {

    private static final String NAME = "tenant-root";

    private RootBinding() {}

    /** The first version's name has no number: it was there before there were versions. */
    public static Binding of(String tenantId, int version) {
        String name = version == 1 ? NAME : NAME + "-" + version;
        return Binding.of(new Scope(tenantId, Environment.PROD, Plane.SHARED), name, NAME);
    }
}
