package io.keywright.server.rest.events;

import io.keywright.core.events.SubscriptionRequest;
import io.keywright.model.ErrorCode;
import io.keywright.model.EventType;
import io.keywright.model.KeywrightException;
import io.keywright.model.SubscriptionTarget;
import io.keywright.server.rest.json.Required;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is asked for about subscriptions. */
final class SubscriptionRequests {

    private SubscriptionRequests() {}

    /**
     * A subscription to make: with either a URL or a topic.
     *
     * @param eventTypes the usual ones if null
     * @param fromIndex from now on if null
     */
    record CreateSubscriptionRequest(
            @Nullable String url,
            @Nullable String topic,
            @Nullable Set<EventType> eventTypes,
            @Nullable Long fromIndex) {

        SubscriptionRequest toRequest() {
            return new SubscriptionRequest(target(), types(), index(fromIndex));
        }

        private SubscriptionTarget target() {
            return SubscriptionRequests.target(url, topic);
        }

        private Set<EventType> types() {
            return eventTypes == null ? EventType.USUAL : some(eventTypes);
        }
    }

    /** All of a subscription that can be changed, with either a URL or a topic. */
    record ChangeSubscriptionRequest(
            @Nullable String url,
            @Nullable String topic,
            @Required Set<EventType> eventTypes) {

        SubscriptionTarget target() {
            return SubscriptionRequests.target(url, topic);
        }

        Set<EventType> types() {
            return some(eventTypes);
        }
    }

    /** Nothing more needs to be said: {@code {}}. */
    record TestSubscriptionRequest() {}

    /** @param overlapSeconds a day if null */
    record RenewSubscriptionSecretRequest(@Nullable Long overlapSeconds) {

        private static final Duration USUAL = Duration.ofDays(1);
        private static final Duration LONGEST = Duration.ofDays(30);

        Duration overlap() {
            if (overlapSeconds == null) {
                return USUAL;
            }
            if (overlapSeconds < 0 || overlapSeconds > LONGEST.toSeconds()) {
                throw invalid(
                        "overlap_seconds must be 0 to " + LONGEST.toSeconds() + ", which is 30 days.",
                        "overlap_seconds");
            }
            return Duration.ofSeconds(overlapSeconds);
        }
    }

    private static SubscriptionTarget target(@Nullable String url, @Nullable String topic) {
        if (url != null && topic == null) {
            return new SubscriptionTarget.Webhook(url);
        }
        if (topic != null && url == null) {
            return new SubscriptionTarget.Kafka(topic);
        }
        throw invalid("Name either the url of a webhook or a Kafka topic.", "target");
    }

    private static Set<EventType> some(Set<EventType> types) {
        if (types.isEmpty() || types.stream().anyMatch(Objects::isNull)) {
            throw invalid("event_types must name at least one type.", "event_types");
        }
        return types;
    }

    /** @param fromIndex where it had come to if null */
    record ResumeSubscriptionRequest(@Nullable Long fromIndex) {
        @Nullable Long from() {
            return index(fromIndex);
        }
    }

    private static @Nullable Long index(@Nullable Long index) {
        if (index != null && index < 0) {
            throw invalid("from_index must not be negative.", "from_index");
        }
        return index;
    }

    private static KeywrightException invalid(String advice, String member) {
        return new KeywrightException(ErrorCode.INVALID_REQUEST, advice, Map.of("member", member));
    }
}
