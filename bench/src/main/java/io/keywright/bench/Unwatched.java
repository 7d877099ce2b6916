package io.keywright.bench;

import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.core.tenant.RootWatch;

/** For benchmarks, in which nobody watches roots. */
public final class Unwatched implements RootWatch {

    @Override
    public void opened(String tenantId) {}

    @Override
    public void refused(String tenantId, String provider, Reason reason) {}

    @Override
    public void differed(String tenantId) {}

    @Override
    public void uncopied(String tenantId, Throwable cause) {}

    @Override
    public void recovered(String tenantId) {}

    @Override
    public void unrecorded(String tenantId, Throwable cause) {}
}
