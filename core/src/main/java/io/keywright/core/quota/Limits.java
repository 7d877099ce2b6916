package io.keywright.core.quota;

import java.util.Optional;

/**
 * The rates that an operator sets once for all tenants; empty for no limit.
 *
 * @param perCaller how fast one caller may call, whatever it calls
 * @param perKey how fast one key may be used, whoever uses it
 */
public record Limits(Optional<Rate> perCaller, Optional<Rate> perKey) {}
