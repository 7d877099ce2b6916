package io.keywright.core.events;

import io.keywright.model.Subscription;

/** Is told how deliveries go. Must neither wait nor fail. Thread-safe. */
public interface DeliveryWatch {

    void delivered(int events);

    void failed(Subscription subscription, String reason);

    void died(Subscription subscription, String reason);
}
