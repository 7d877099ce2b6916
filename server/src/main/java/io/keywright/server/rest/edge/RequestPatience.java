package io.keywright.server.rest.edge;

import java.time.Duration;

/**
 * How long a request may take.
 *
 * @param most from its start to its answer
 */
record RequestPatience(Duration most) {}
