package io.keywright.server.observability;

import io.keywright.core.events.DeliveryWatch;
import io.keywright.model.Subscription;
import io.keywright.model.SubscriptionTarget;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jboss.logging.Logger;

/** Counts and logs how deliveries go. No label names a tenant, no line a URL, which may hold what is secret. */
public final class EventMeters implements DeliveryWatch {

    private static final Logger LOG = Logger.getLogger(EventMeters.class);

    private final Counter delivered;
    private final Counter webhooksFailed;
    private final Counter kafkaFailed;
    private final Counter died;

    public EventMeters(MeterRegistry registry) {
        this.delivered = counter(registry, "kms.event.deliveries", "Events that subscribers have acknowledged");
        this.webhooksFailed = failures(registry, "webhook");
        this.kafkaFailed = failures(registry, "kafka");
        this.died = counter(registry, "kms.event.subscriptions.dead", "Subscriptions that were given up");
    }

    private static Counter failures(MeterRegistry registry, String target) {
        return Counter.builder("kms.event.delivery.failures")
                .description("Attempts to deliver events that failed, by the kind of target")
                .tag("target", target)
                .register(registry);
    }

    private static Counter counter(MeterRegistry registry, String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }

    @Override
    public void delivered(int events) {
        delivered.increment(events);
    }

    @Override
    public void failed(Subscription subscription, String reason) {
        switch (subscription.target()) {
            case SubscriptionTarget.Webhook webhook -> webhooksFailed.increment();
            case SubscriptionTarget.Kafka kafka -> kafkaFailed.increment();
        }
        LOG.debugf("event=delivery_failed subscription=%s reason=%s", subscription.subscriptionId(), reason);
    }

    @Override
    public void broken(Subscription subscription, Throwable cause) {
        LOG.errorf(cause, "event=delivery_broken subscription=%s", subscription.subscriptionId());
    }

    @Override
    public void died(Subscription subscription, String reason) {
        died.increment();
        LOG.warnf("event=subscription_dead subscription=%s reason=%s", subscription.subscriptionId(), reason);
    }
}
