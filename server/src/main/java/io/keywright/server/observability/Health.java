package io.keywright.server.observability;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Probes what the service depends on, each within a time limit. Thread-safe. */
public final class Health {

    private static final Logger LOG = Logger.getLogger(Health.class);
    private static final Duration LIMIT = Duration.ofSeconds(2);

    /** What the failure of a probe means for the whole. */
    public enum Weight {
        /** Nothing can be served. */
        VITAL,
        /** What is in memory can still be served. */
        PARTIAL,
        /** Everything can be served; somebody should have a look. */
        ADVISORY
    }

    /** Throws if the thing that it probes cannot do its work. */
    @FunctionalInterface
    public interface Probe {
        void run() throws Exception;
    }

    /**
     * Something to probe.
     *
     * @param failureDetail what a caller is told if it fails; nothing secret
     */
    public record NamedProbe(String name, Weight weight, Supplier<String> failureDetail, Probe probe) {

        /** One that fails in one way. */
        public NamedProbe(String name, Weight weight, String failureDetail, Probe probe) {
            this(name, weight, () -> failureDetail, probe);
        }
    }

    /**
     * How one probe went.
     *
     * @param status {@code pass}, {@code fail}, or {@code warn}, which does not count for the whole
     */
    @Schema(name = "HealthCheck")
    public record Check(
            String name, String status, @Nullable String detail) {}

    /**
     * How all went.
     *
     * @param status {@code healthy}, {@code degraded} or {@code unhealthy}
     */
    @Schema(name = "Health")
    public record Report(String status, List<Check> checks) {
        public boolean serving() {
            return !status.equals("unhealthy");
        }
    }

    private final List<NamedProbe> probes;
    private final Executor blocking;

    public Health(List<NamedProbe> probes, Executor blocking) {
        this.probes = List.copyOf(probes);
        this.blocking = blocking;
    }

    /** Runs all probes at once. May block for the time limit. */
    public Report report() {
        List<CompletableFuture<Boolean>> running =
                probes.stream().map(this::start).toList();
        List<Check> checks = new ArrayList<>(probes.size());
        String status = "healthy";
        for (int i = 0; i < probes.size(); i++) {
            NamedProbe probe = probes.get(i);
            boolean passed = running.get(i).join();
            checks.add(passed ? new Check(probe.name(), "pass", null) : failed(probe));
            status = passed ? status : worse(status, probe.weight());
        }
        return new Report(status, checks);
    }

    private static Check failed(NamedProbe probe) {
        return new Check(
                probe.name(),
                probe.weight() == Weight.ADVISORY ? "warn" : "fail",
                probe.failureDetail().get());
    }

    private static String worse(String status, Weight weight) {
        return switch (weight) {
            case VITAL -> "unhealthy";
            case PARTIAL -> status.equals("unhealthy") ? status : "degraded";
            case ADVISORY -> status;
        };
    }

    private CompletableFuture<Boolean> start(NamedProbe probe) {
        return CompletableFuture.supplyAsync(() -> passes(probe), blocking)
                .completeOnTimeout(false, LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static boolean passes(NamedProbe probe) {
        try {
            probe.probe().run();
            return true;
        } catch (Exception e) {
            Logger.Level level = probe.weight() == Weight.ADVISORY ? Logger.Level.DEBUG : Logger.Level.WARN;
            LOG.logf(level, e, "event=probe_failed probe=%s", probe.name());
            return false;
        }
    }
}
