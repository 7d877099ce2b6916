package io.keywright.model;

/** Where a subscription's events go. */
public sealed interface SubscriptionTarget {

    /** Posted to a URL. */
    record Webhook(String url) implements SubscriptionTarget {}

    /** Sent to a topic of the operator's Kafka cluster. */
    record Kafka(String topic) implements SubscriptionTarget {}
}
