/** Metrics and health. */
@NullMarked
package io.keywright.server.observability;

import org.jspecify.annotations.NullMarked;
