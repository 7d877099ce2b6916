package io.keywright.server.config;

import java.time.Duration;

/**
 * What holds for event streams.
 *
 * @param perTenant how many each tenant may have open at once
 * @param heartbeat how long one may be silent
 */
public record StreamRules(int perTenant, Duration heartbeat) {}
