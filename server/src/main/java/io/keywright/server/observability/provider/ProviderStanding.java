package io.keywright.server.observability.provider;

import io.keywright.core.administration.Remedy;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.providers.guard.ProviderStatus;
import io.keywright.providers.guard.ProviderStatus.Breaker;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How a root provider does.
 *
 * @param type as it is configured
 * @param status {@code healthy}; {@code degraded} if it answers, and not as it should; {@code unhealthy} if it does not answer
 * @param breaker {@code closed}, {@code open} or {@code half_open}
 * @param lastSuccess when it last answered as it should; absent if it has not since the start
 * @param latencyMs how long that took
 * @param detail what somebody should know or do
 */
@Schema(name = "ProviderHealth")
public record ProviderStanding(
        String name,
        String type,
        String status,
        String breaker,
        @Nullable Instant lastSuccess,
        @Nullable Long latencyMs,
        @Nullable String detail) {

    static final String HEALTHY = "healthy";
    static final String DEGRADED = "degraded";
    static final String UNHEALTHY = "unhealthy";

    /** Faults of the provider itself, and not of one of its keys. */
    private static final Set<Reason> UNANSWERED = EnumSet.of(Reason.UNREACHABLE, Reason.UNKNOWN);

    private record Finding(String status, Optional<String> detail) {}

    /**
     * @param refusal of its own key
     * @param probed whether it has one
     */
    static ProviderStanding of(
            String name, String type, ProviderStatus now, Optional<RootProviderException> refusal, boolean probed) {
        Finding finding = finding(now, refusal, probed);
        return new ProviderStanding(
                name,
                type,
                finding.status(),
                now.breaker().name().toLowerCase(Locale.ROOT),
                now.lastSuccess().orElse(null),
                now.latency().map(Duration::toMillis).orElse(null),
                finding.detail().orElse(null));
    }

    /** Whether the provider answers, as far as its last calls tell. */
    static boolean answers(ProviderStatus now) {
        return now.breaker() == Breaker.CLOSED
                && now.fault().filter(UNANSWERED::contains).isEmpty();
    }

    /** Whether it answers as it should. */
    public boolean well() {
        return status.equals(HEALTHY);
    }

    private static Finding finding(ProviderStatus now, Optional<RootProviderException> refusal, boolean probed) {
        if (now.breaker() == Breaker.HALF_OPEN) {
            return new Finding(DEGRADED, Optional.of("It failed too often; a few calls pass on trial."));
        }
        if (!answers(now)) {
            return new Finding(UNHEALTHY, Optional.of("It does not answer" + why(now)));
        }
        if (refusal.isPresent()) {
            return new Finding(DEGRADED, Optional.of("Its own key is refused" + why(refusal.get())));
        }
        if (now.fault().filter(Reason.THROTTLED::equals).isPresent()) {
            return new Finding(DEGRADED, Optional.of("It takes no more calls for now" + page(Reason.THROTTLED)));
        }
        return new Finding(HEALTHY, remark(now, probed));
    }

    private static Optional<String> remark(ProviderStatus now, boolean probed) {
        if (!probed) {
            return Optional.of("It has no key of its own, so that only calls for tenants tell how it does.");
        }
        return now.lastSuccess().isPresent() ? Optional.empty() : Optional.of("It has not been asked yet.");
    }

    private static String why(ProviderStatus now) {
        return now.fault()
                .filter(UNANSWERED::contains)
                .map(ProviderStanding::page)
                .orElse(".");
    }

    private static String why(RootProviderException refusal) {
        return refusal.permission().map(permission -> " " + permission).orElse("") + page(refusal.reason());
    }

    private static String page(Reason reason) {
        return " (" + reason.wireName() + "); see " + Remedy.page(reason) + ".";
    }
}
