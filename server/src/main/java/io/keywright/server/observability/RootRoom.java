package io.keywright.server.observability;

import io.keywright.core.tenant.TenantRoots;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * Warns before roots in use are let go of because there is no room for all tenants: that makes them slow, and fails none. The
 * remark goes only once there is clearly room again, so that it does not come and go.
 */
public final class RootRoom implements MeterBinder {

    private static final String SUBJECT = "keywright.cache.roots";
    private static final double NARROW = 0.9;
    private static final double WIDE = 0.8;

    private final IntSupplier held;
    private final int room;
    private final Remarks remarks;

    public RootRoom(TenantRoots roots, Remarks remarks) {
        this(roots::held, roots.room(), remarks);
    }

    /** @param held how many roots are held of {@code room} */
    RootRoom(IntSupplier held, int room, Remarks remarks) {
        this.held = held;
        this.room = room;
        this.remarks = remarks;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("kms.tenant.roots.held", held, IntSupplier::getAsInt)
                .description("Tenants' roots that are open in memory")
                .register(registry);
        Gauge.builder("kms.tenant.roots.room", () -> room)
                .description("How many roots of tenants may be open in memory, keywright.cache.roots")
                .register(registry);
    }

    /** Looks how much room there is. */
    public void look() {
        double full = (double) held.getAsInt() / room;
        if (full >= NARROW) {
            remarks.say(
                    SUBJECT,
                    Optional.of(
                            "there is room for " + room + " open roots of tenants, and it is nearly taken; raise it, or"
                                    + " requests of tenants that are let go of wait for their provider"));
        } else if (full < WIDE) {
            remarks.say(SUBJECT, Optional.empty());
        }
    }
}
