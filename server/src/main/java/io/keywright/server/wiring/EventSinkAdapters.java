package io.keywright.server.wiring;

import io.keywright.core.events.EventSink;
import io.keywright.core.events.EventSinks;
import io.keywright.core.events.WebhookSecrets;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.model.Subscription;
import io.keywright.model.SubscriptionTarget;
import io.keywright.server.observability.tracing.TracedEventSink;
import io.keywright.server.observability.tracing.Tracing;
import io.keywright.sinks.kafka.KafkaSinks;
import io.keywright.sinks.webhook.WebhookSinks;
import java.util.Map;
import java.util.function.Supplier;

/** Every kind of sink that there is. */
record EventSinkAdapters(WebhookSinks webhooks, KafkaSinks kafka, WebhookSecrets secrets, Tracing tracing)
        implements EventSinks {

    @Override
    public void check(String tenantId, SubscriptionTarget target) {
        allowed(target, () -> {
            switch (target) {
                case SubscriptionTarget.Webhook webhook -> webhooks.check(webhook.url());
                case SubscriptionTarget.Kafka topic -> kafka.check(tenantId, topic.topic());
            }
            return true;
        });
    }

    @Override
    public EventSink open(Subscription subscription) {
        SubscriptionTarget target = subscription.target();
        EventSink sink = allowed(target, () -> switch (target) {
            case SubscriptionTarget.Webhook webhook -> webhooks.open(webhook.url(), () -> secrets.open(subscription));
            case SubscriptionTarget.Kafka topic -> kafka.open(subscription.tenantId(), topic.topic());
        });
        return new TracedEventSink(sink, tracing);
    }

    private static <T> T allowed(SubscriptionTarget target, Supplier<T> work) {
        try {
            return work.get();
        } catch (IllegalArgumentException e) {
            String member = member(target);
            throw new KeywrightException(
                    ErrorCode.INVALID_REQUEST,
                    member + " " + e.getMessage() + ".",
                    Map.of("reason", "target_not_allowed", "member", member));
        }
    }

    private static String member(SubscriptionTarget target) {
        return switch (target) {
            case SubscriptionTarget.Webhook webhook -> "url";
            case SubscriptionTarget.Kafka topic -> "topic";
        };
    }
}
