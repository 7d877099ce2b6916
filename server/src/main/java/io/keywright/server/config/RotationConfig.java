package io.keywright.server.config;

import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;

/** The {@code keywright.rotation.*} properties: what the service rotates by itself. */
public interface RotationConfig {

    /** Whether keys are rotated when they are due. */
    @WithDefault("true")
    boolean automatic();

    /** How often it is looked what is due. */
    @WithDefault("PT1M")
    Duration every();

    /** How old a tenant's root may get before it is rotated, if keys are; or {@code off}. */
    @WithDefault("P365D")
    String roots();

    /** Schedules of types of keys, by their wire names; {@code keywright.keys.rotation-schedule} for those that are not here. */
    Map<String, OfType> types();

    /** Of one type of keys. */
    interface OfType {
        /** How old an active key may get, or {@code off}. */
        String schedule();
    }
}
