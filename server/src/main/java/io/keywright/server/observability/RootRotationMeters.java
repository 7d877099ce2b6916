package io.keywright.server.observability;

import io.keywright.core.rotation.RootRotationWatch;
import io.keywright.model.KeywrightException;
import io.keywright.model.OldRoot;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jboss.logging.Logger;

/** Counts what comes of the rotation of tenants' roots, and writes it into the log. */
public final class RootRotationMeters implements RootRotationWatch {

    private static final Logger LOG = Logger.getLogger(RootRotationMeters.class);

    private final Counter rotated;
    private final Counter retired;
    private final Counter failed;

    public RootRotationMeters(MeterRegistry registry) {
        this.rotated = counter(registry, "rotated");
        this.retired = counter(registry, "retired");
        this.failed = counter(registry, "failed");
    }

    private static Counter counter(MeterRegistry registry, String result) {
        return Counter.builder("kms.tenant.root.rotations")
                .description("What the service did to have new versions succeed tenants' roots, by result")
                .tag("result", result)
                .register(registry);
    }

    @Override
    public void rotated(String tenantId, int version) {
        rotated.increment();
        LOG.infof("event=tenant_root_rotated tenant=%s version=%d", tenantId, version);
    }

    @Override
    public void retired(String tenantId, int version) {
        retired.increment();
        LOG.infof("event=tenant_root_retired tenant=%s version=%d", tenantId, version);
    }

    @Override
    public void failed(String tenantId, KeywrightException cause) {
        failed.increment();
        LOG.warnf(
                "event=tenant_root_rotation_failed tenant=%s What lies under the root stays as it is, and it is tried again: %s",
                tenantId, cause.getMessage());
    }

    @Override
    public void left(OldRoot root) {
        failed.increment();
        LOG.warnf(
                "event=tenant_root_secrets_left tenant=%s version=%d secrets=%d They stay under the old version, which is kept,"
                        + " and it is tried again. If this goes on, keywright ledger verify finds the rows that were altered.",
                root.tenantId(), root.version(), root.secrets());
    }
}
