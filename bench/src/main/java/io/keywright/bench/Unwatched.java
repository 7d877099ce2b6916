package io.keywright.bench;

import io.keywright.core.integrity.RowWatch;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.core.rotation.RootRotationWatch;
import io.keywright.core.tenant.RootWatch;
import io.keywright.model.KeywrightException;
import io.keywright.model.OldRoot;
import io.keywright.model.RowName;

/** For benchmarks, in which nobody watches roots or rows. */
public final class Unwatched implements RootWatch, RowWatch, RootRotationWatch {

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

    @Override
    public void contradicted(RowName row, String why) {}

    @Override
    public void tagged(int rows) {}

    @Override
    public void rotated(String tenantId, int version) {}

    @Override
    public void retired(String tenantId, int version) {}

    @Override
    public void failed(String tenantId, KeywrightException cause) {}

    @Override
    public void left(OldRoot root) {}
}
