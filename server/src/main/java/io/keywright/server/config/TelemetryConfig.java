package io.keywright.server.config;

import io.keywright.server.observability.tracing.TraceRules.Callers;
import io.smallrye.config.WithDefault;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Optional;

/** Where traces go (OpenTelemetry), and which. */
public interface TelemetryConfig {

    /** The URL of a collector that takes OTLP/HTTP, up to {@code /v1/traces}; nothing is traced if not set. */
    Optional<String> endpoint();

    /** The authorities that vouch for that URL, PEM; those of the JVM if not set. */
    Optional<Path> ca();

    /** Whether the URL may be an http one to another machine. */
    @WithDefault("false")
    boolean allowHttp();

    /** A file with the headers of each export, a line {@code Name: value} for each; they may be secret. */
    Optional<Path> headersFile();

    /** The share of requests whose traces are recorded, 0 to 1. */
    @WithDefault("0.01")
    BigDecimal sampling();

    /** What a caller's {@code traceparent} counts: {@code ignore}, {@code continue} or {@code follow}. */
    @WithDefault("continue")
    Callers callers();

    /** Which of several instances this is; another one at each start, if not set. */
    Optional<String> instance();
}
