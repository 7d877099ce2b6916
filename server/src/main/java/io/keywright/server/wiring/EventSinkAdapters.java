package io.keywright.server.wiring;

import io.keywright.core.events.EventSink;
import io.keywright.core.events.EventSinks;
import io.keywright.core.events.WebhookSecrets;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.model.Subscription;
import io.keywright.model.SubscriptionTarget;
import io.keywright.sinks.kafka.KafkaSinks;
import io.keywright.sinks.webhook.WebhookSinks;
import java.util.Map;

/** Every kind of sink that there is. */
record EventSinkAdapters(WebhookSinks webhooks, KafkaSinks kafka, WebhookSecrets secrets) implements EventSinks {

    @Override
    public void check(String tenantId, SubscriptionTarget target) {
        switch (target) {
            case SubscriptionTarget.Webhook webhook -> checked("url", () -> webhooks.check(webhook.url()));
            case SubscriptionTarget.Kafka topic -> checked("topic", () -> kafka.check(tenantId, topic.topic()));
        }
    }

    private static void checked(String member, Runnable check) {
        try {
            check.run();
        } catch (IllegalArgumentException e) {
            throw new KeywrightException(
                    ErrorCode.INVALID_REQUEST,
                    member + " " + e.getMessage() + ".",
                    Map.of("reason", "target_not_allowed", "member", member));
        }
    }

    @Override
    public EventSink open(Subscription subscription) {
        return switch (subscription.target()) {
            case SubscriptionTarget.Webhook webhook -> webhooks.open(webhook.url(), secrets.open(subscription));
            case SubscriptionTarget.Kafka topic -> kafka.open(topic.topic());
        };
    }
}
