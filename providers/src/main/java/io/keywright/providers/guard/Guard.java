package io.keywright.providers.guard;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.core.work.Deadline;
import io.keywright.providers.guard.ProviderStatus.Breaker;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Guards the calls for one key of a provider. A refusal is an answer: it is not tried again, and says that the provider works.
 * Safe from any thread.
 */
final class Guard {

    /** Faults that another try can mend. */
    private static final Set<Reason> MENDABLE = EnumSet.of(Reason.UNREACHABLE, Reason.THROTTLED);

    /** Faults that say that the provider does not work. */
    private static final Set<Reason> BROKEN = EnumSet.of(Reason.UNREACHABLE, Reason.UNKNOWN);

    /** Who had less than this part of the time of a try may well work, however it ended: its caller was in a hurry. */
    private static final int FAIR_PART = 3;

    private static final float HALF = 50;

    private final String provider;
    private final GuardRules rules;
    private final FairShare share;
    private final LastCall lastCall;
    private final CircuitBreaker breaker;

    /**
     * @param share of the provider, whatever the key
     * @param lastCall hears of each call
     */
    Guard(String provider, GuardRules rules, InstantSource clock, FairShare share, LastCall lastCall) {
        this.provider = provider;
        this.rules = rules;
        this.share = share;
        this.lastCall = lastCall;
        this.breaker = CircuitBreaker.of(provider, breakerRules(rules, clock));
    }

    private static CircuitBreakerConfig breakerRules(GuardRules rules, InstantSource clock) {
        return CircuitBreakerConfig.custom()
                .slidingWindowSize(rules.breakerCalls())
                .minimumNumberOfCalls(rules.breakerCalls())
                .failureRateThreshold(HALF)
                .waitDurationInOpenState(rules.open())
                .permittedNumberOfCallsInHalfOpenState(rules.trial())
                .currentTimestampFunction(ignored -> clock.millis(), TimeUnit.MILLISECONDS)
                .clock(clock.withZone(ZoneOffset.UTC))
                .writableStackTraceEnabled(false)
                .build();
    }

    /**
     * What {@code work} answers, tried again if need be.
     *
     * @throws RootProviderException as the last try did; CIRCUIT_OPEN if the provider is not asked for a while; BUSY if too
     *     many calls are under way
     */
    <T> T call(String tenantId, Deadline deadline, TimedCall.Work<T> work) throws RootProviderException {
        for (int tries = 1; ; tries++) {
            try {
                return once(tenantId, deadline, work);
            } catch (RootProviderException e) {
                Duration pause = pause(tries);
                boolean again = MENDABLE.contains(e.reason())
                        && tries < rules.tries()
                        && deadline.left().compareTo(pause) > 0;
                if (!again || !rest(pause)) {
                    throw e;
                }
            }
        }
    }

    /** The same, tried once. */
    <T> T once(String tenantId, Deadline deadline, TimedCall.Work<T> work) throws RootProviderException {
        return patiently(tenantId, deadline.within(rules.timeout()), work);
    }

    /** The same, tried once, and for as long as the deadline allows. */
    <T> T patiently(String tenantId, Deadline deadline, TimedCall.Work<T> work) throws RootProviderException {
        if (!breaker.tryAcquirePermission()) {
            throw new RootProviderException(
                    Reason.CIRCUIT_OPEN,
                    "The root provider " + provider + " failed too often and is not asked for a while.");
        }
        FairShare.Place place = enter(tenantId, deadline);
        long begun = System.nanoTime();
        boolean fair = isFair(deadline);
        try {
            T answer = new TimedCall<>(work, place).await(provider, deadline);
            succeeded(begun);
            return answer;
        } catch (RootProviderException e) {
            if (fair || !BROKEN.contains(e.reason())) {
                failed(begun, e);
            } else {
                breaker.releasePermission();
            }
            throw e;
        }
    }

    private boolean isFair(Deadline deadline) {
        return deadline.left().compareTo(rules.timeout().dividedBy(FAIR_PART)) >= 0;
    }

    private FairShare.Place enter(String tenantId, Deadline deadline) throws RootProviderException {
        try {
            return share.enter(tenantId, deadline);
        } catch (RootProviderException e) {
            breaker.releasePermission();
            throw e;
        }
    }

    private void succeeded(long begun) {
        Duration latency = Duration.ofNanos(System.nanoTime() - begun);
        lastCall.succeeded(latency);
        breaker.onSuccess(latency.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void failed(long begun, RootProviderException e) {
        lastCall.failed(e.reason());
        if (BROKEN.contains(e.reason())) {
            breaker.onError(System.nanoTime() - begun, TimeUnit.NANOSECONDS, e);
        } else {
            breaker.onSuccess(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
        }
    }

    /** Full jitter within the upper half, so that those who failed together do not come back together. */
    private Duration pause(int tries) {
        long most = rules.firstPause().toNanos() << (tries - 1);
        return Duration.ofNanos(most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1));
    }

    private static boolean rest(Duration pause) {
        try {
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The state of its circuit. */
    Breaker state() {
        return switch (breaker.getState()) {
            case CLOSED, DISABLED, METRICS_ONLY -> Breaker.CLOSED;
            case HALF_OPEN -> Breaker.HALF_OPEN;
            case OPEN, FORCED_OPEN -> Breaker.OPEN;
        };
    }
}
