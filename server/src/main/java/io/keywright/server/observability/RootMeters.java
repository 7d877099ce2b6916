package io.keywright.server.observability;

import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.core.tenant.RootWatch;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jboss.logging.Logger;

/** Counts what becomes of tenants' roots, and writes into the log what an operator should look into. */
public final class RootMeters implements RootWatch {

    private static final Logger LOG = Logger.getLogger(RootMeters.class);

    private final Counter refused;
    private final Counter differed;
    private final Counter recovered;

    public RootMeters(MeterRegistry registry) {
        this.refused = Counter.builder("kms.tenant.root.refused")
                .description("Tenants' roots that every provider refused to open")
                .register(registry);
        this.differed = Counter.builder("kms.tenant.root.differed")
                .description("Tenants' roots in memory that were not what a provider opens, and were dropped")
                .register(registry);
        this.recovered = Counter.builder("kms.tenant.root.recovered")
                .description("Tenants' roots that were opened from their sealed copies, since no provider answered")
                .register(registry);
    }

    @Override
    public void opened(String tenantId) {
        // That is what is expected.
    }

    @Override
    public void refused(String tenantId, String provider, Reason reason) {
        refused.increment();
        LOG.warnf(
                "event=tenant_root_refused tenant=%s provider=%s reason=%s The tenant's keys stop until the provider allows"
                        + " them again.",
                tenantId, provider, reason.wireName());
    }

    @Override
    public void differed(String tenantId) {
        differed.increment();
        LOG.errorf(
                "event=tenant_root_differed tenant=%s The root in memory was not the tenant's; it was dropped, and is opened"
                        + " anew.",
                tenantId);
    }

    @Override
    public void unrecorded(String tenantId, Throwable cause) {
        LOG.errorf(
                "event=tenant_root_unrecorded tenant=%s What its provider said is not in the ledger: %s",
                tenantId, cause);
    }

    @Override
    public void recovered(String tenantId) {
        recovered.increment();
        LOG.warnf(
                "event=tenant_root_recovered tenant=%s No provider of the tenant's root answers; its sealed copy serves for a"
                        + " while.",
                tenantId);
    }

    @Override
    public void uncopied(String tenantId, Throwable cause) {
        LOG.warnf(
                "event=tenant_root_uncopied tenant=%s The sealed copy of the tenant's root cannot be kept, opened or deleted:"
                        + " %s",
                tenantId, cause);
    }
}
