package io.keywright.server.rest.events;

import io.keywright.core.events.SubscriptionRequest;
import io.keywright.model.ErrorCode;
import io.keywright.model.EventType;
import io.keywright.model.KeywrightException;
import io.keywright.model.SubscriptionTarget;
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
            if (url != null && topic == null) {
                return new SubscriptionTarget.Webhook(url);
            }
            if (topic != null && url == null) {
                return new SubscriptionTarget.Kafka(topic);
            }
            throw invalid("Name either the url of a webhook or a Kafka topic.", "target");
        }

        private Set<EventType> types() {
            if (eventTypes == null) {
                return EventType.USUAL;
            }
            if (eventTypes.isEmpty() || eventTypes.stream().anyMatch(Objects::isNull)) {
                throw invalid(
                        "event_types must name at least one type; leave it out for the usual ones.", "event_types");
            }
            return eventTypes;
        }
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
