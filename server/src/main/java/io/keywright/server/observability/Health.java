package io.keywright.server.observability;

import io.keywright.server.observability.SingleProbe.Answer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Probes what the service depends on, each within a time limit and once at a time. Thread-safe. */
public final class Health {

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

    private final List<SingleProbe> probes;

    public Health(List<NamedProbe> probes, Executor blocking) {
        this(probes, LIMIT, InstantSource.system(), blocking);
    }

    /** @param limit how long a report waits for the slowest probe */
    Health(List<NamedProbe> probes, Duration limit, InstantSource clock, Executor blocking) {
        this.probes = probes.stream()
                .map(probe -> new SingleProbe(probe, limit, clock, blocking))
                .toList();
    }

    /** Runs all probes at once. May block for the time limit. */
    public Report report() {
        List<CompletableFuture<Answer>> answers =
                probes.stream().map(SingleProbe::ask).toList();
        List<Check> checks = new ArrayList<>(probes.size());
        String status = "healthy";
        for (int i = 0; i < probes.size(); i++) {
            NamedProbe probe = probes.get(i).probe();
            String failure = answers.get(i).join().failure();
            checks.add(failure == null ? new Check(probe.name(), "pass", null) : failed(probe, failure));
            status = failure == null ? status : worse(status, probe.weight());
        }
        return new Report(status, checks);
    }

    private static Check failed(NamedProbe probe, String failure) {
        return new Check(probe.name(), probe.weight() == Weight.ADVISORY ? "warn" : "fail", failure);
    }

    private static String worse(String status, Weight weight) {
        return switch (weight) {
            case VITAL -> "unhealthy";
            case PARTIAL -> status.equals("unhealthy") ? status : "degraded";
            case ADVISORY -> status;
        };
    }
}
