package io.keywright.server.keys;

import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.core.tenant.RootWatch;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What became of tenants' roots, in words. */
final class SeenRoots implements RootWatch {

    private final List<String> seen = new CopyOnWriteArrayList<>();

    List<String> all() {
        return List.copyOf(seen);
    }

    @Override
    public void opened(String tenantId) {
        seen.add("opened " + tenantId);
    }

    @Override
    public void refused(String tenantId, String provider, Reason reason) {
        seen.add("refused " + tenantId + " " + provider + " " + reason.wireName());
    }

    @Override
    public void differed(String tenantId) {
        seen.add("differed " + tenantId);
    }

    @Override
    public void unrecorded(String tenantId, Throwable cause) {
        seen.add("unrecorded " + tenantId);
    }

    @Override
    public void recovered(String tenantId) {
        seen.add("recovered " + tenantId);
    }

    @Override
    public void uncopied(String tenantId, Throwable cause) {
        seen.add("uncopied " + tenantId);
    }
}
