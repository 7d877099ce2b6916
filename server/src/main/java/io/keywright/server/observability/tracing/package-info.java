/**
 * Traces by OpenTelemetry: spans of core become spans of its SDK, wait in a bounded queue, and go to a collector by OTLP
 * through {@link io.keywright.egress}. Nothing here is loaded where no collector is configured, but {@link
 * io.keywright.server.observability.tracing.Tracing}.
 */
@NullMarked
package io.keywright.server.observability.tracing;

import org.jspecify.annotations.NullMarked;
