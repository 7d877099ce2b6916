package io.keywright.server.observability;

import io.keywright.core.integrity.RowWatch;
import io.keywright.model.RowName;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jboss.logging.Logger;

/** Counts rows that were refused, and writes into the log which, and why. */
public final class RowMeters implements RowWatch {

    private static final Logger LOG = Logger.getLogger(RowMeters.class);

    private final Counter contradicted;

    public RowMeters(MeterRegistry registry) {
        this.contradicted = Counter.builder("kms.row.integrity.failures")
                .description("Readings of stored rows that are not as this service left them, and were refused")
                .register(registry);
    }

    @Override
    public void contradicted(RowName row, String why) {
        contradicted.increment();
        LOG.errorf(
                "event=row_integrity row=%s id=%s The row is not as this service left it: %s. It is refused until it is put"
                        + " back, see docs/runbooks/store.md.",
                row.kind().wireName(), row.id(), why);
    }

    @Override
    public void tagged(int rows) {
        LOG.infof("event=rows_tagged rows=%d From now on the store's rows are vouched for.", rows);
    }
}
