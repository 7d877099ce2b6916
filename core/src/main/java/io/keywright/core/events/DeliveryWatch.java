package io.keywright.core.events;

import io.keywright.model.Subscription;

/** Is told how deliveries go. Must neither wait nor fail. Thread-safe. */
public interface DeliveryWatch {

    void delivered(int events);

    void failed(Subscription subscription, String reason);

    /** Something happened that should not; the delivery goes on after a rest. */
    void broken(Subscription subscription, Throwable cause);

    void died(Subscription subscription, String reason);
}
