package io.keywright.server.observability;

import io.keywright.core.lifecycle.KeyWatch;
import io.keywright.model.KeyMetadata;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jboss.logging.Logger;

/** Counts keys in memory that were not what is stored, and writes each into the log. */
public final class HeldKeyMeters implements KeyWatch {

    private static final Logger LOG = Logger.getLogger(HeldKeyMeters.class);

    private final Counter differed;

    public HeldKeyMeters(MeterRegistry registry) {
        this.differed = Counter.builder("kms.held.key.differed")
                .description("Keys in memory that did not belong to their stored row, and were dropped")
                .register(registry);
    }

    @Override
    public void differed(KeyMetadata key) {
        differed.increment();
        LOG.errorf(
                "event=held_key_differed tenant=%s key_id=%s The key in memory and its row do not belong together; it was"
                        + " dropped, and is opened anew.",
                key.scope().tenantId(), key.keyId());
    }
}
