package io.keywright.server.observability.provider;

import java.util.List;
import java.util.concurrent.Executor;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How all root providers do. Telling it asks none of them. Thread-safe. */
public final class ProviderHealth {

    /**
     * How all do.
     *
     * @param status {@code healthy} if all are, {@code unhealthy} if all are, {@code degraded} otherwise
     * @param providers the installation's own first
     */
    @Schema(name = "ProvidersHealth")
    public record Report(String status, List<ProviderStanding> providers) {}

    private final List<ProviderWatch> providers;
    private final Executor blocking;

    /**
     * @param providers the installation's own first
     * @param blocking runs probes, which wait for providers
     */
    public ProviderHealth(List<ProviderWatch> providers, Executor blocking) {
        this.providers = List.copyOf(providers);
        this.blocking = blocking;
    }

    /** How they do now. */
    public Report report() {
        List<ProviderStanding> standings =
                providers.stream().map(ProviderWatch::standing).toList();
        return new Report(whole(standings), standings);
    }

    private static String whole(List<ProviderStanding> standings) {
        List<String> kinds =
                standings.stream().map(ProviderStanding::status).distinct().toList();
        return kinds.size() == 1 ? kinds.getFirst() : ProviderStanding.DEGRADED;
    }

    /** Those that are not well. */
    public List<ProviderStanding> unwell() {
        return report().providers().stream().filter(it -> !it.well()).toList();
    }

    /** How the installation's own does. */
    public ProviderStanding own() {
        return providers.getFirst().standing();
    }

    /** How many there are besides the installation's own. */
    public int others() {
        return providers.size() - 1;
    }

    /** How many of these are not well. */
    public long othersUnwell() {
        return providers.stream().skip(1).filter(it -> !it.standing().well()).count();
    }

    /** Begins the probes that are due. */
    public void probeDue() {
        providers.forEach(provider -> provider.probeIfDue(blocking));
    }

    /** One by one. */
    List<ProviderWatch> watches() {
        return providers;
    }
}
