package io.keywright.core.administration;

import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Lets each root provider be validated once at a time. Thread-safe. */
final class OnceAtATime {

    /** Held as long as the validation goes on. */
    @FunctionalInterface
    interface Turn extends AutoCloseable {
        @Override
        void close();
    }

    private final Set<String> underWay = new HashSet<>();

    /** @throws KeywrightException RATE_LIMITED if one of {@code providers} is being validated */
    synchronized Turn enter(Set<String> providers) {
        for (String provider : providers) {
            if (underWay.contains(provider)) {
                throw new KeywrightException(
                        ErrorCode.RATE_LIMITED,
                        "The root provider " + provider + " is being validated; wait for what comes of it.",
                        Map.of("reason", "validation_under_way", "provider", provider));
            }
        }
        underWay.addAll(providers);
        return () -> leave(providers);
    }

    private synchronized void leave(Set<String> providers) {
        underWay.removeAll(providers);
    }
}
