package io.keywright.core.events;

import io.keywright.core.events.EventSink.Outcome;
import io.keywright.model.Subscription;
import java.time.Duration;
import java.time.InstantSource;

/** What goes wrong in a row with a subscription's deliveries, and how long that is borne. One thread writes, all may read. */
final class Setbacks {

    private final Subscription subscription;
    private final DeliveryRules rules;
    private final DeliveryWatch watch;
    private final InstantSource clock;
    private volatile Trouble trouble = Trouble.NONE;

    Setbacks(Subscription subscription, DeliveryRules rules, DeliveryWatch watch, InstantSource clock) {
        this.subscription = subscription;
        this.rules = rules;
        this.watch = watch;
        this.clock = clock;
    }

    /** How often in a row it has failed by now, and why. */
    Trouble trouble() {
        return trouble;
    }

    void failed(String reason) {
        trouble = trouble.again(reason, clock.instant());
        watch.failed(subscription, reason);
    }

    /** It goes well again. */
    void over() {
        trouble = Trouble.NONE;
    }

    /**
     * One setback more.
     *
     * @return how long to rest before the next attempt
     * @throws GivenUp if there have been enough
     */
    Duration rest(Outcome.Retry retry) throws GivenUp {
        failed(retry.reason());
        int failures = trouble.failures();
        if (failures >= rules.attempts()) {
            throw new GivenUp("failed " + failures + " times; the last time: " + retry.reason());
        }
        return rules.rest(failures, retry.after());
    }
}
