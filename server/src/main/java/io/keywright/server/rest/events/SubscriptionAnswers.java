package io.keywright.server.rest.events;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.events.SubscriptionCatalogue.SubscriptionStatus;
import io.keywright.core.events.SubscriptionTrials.Tried;
import io.keywright.core.events.Subscriptions.Created;
import io.keywright.core.events.Trouble;
import io.keywright.core.ledger.Recorded;
import io.keywright.model.DeliveryFault;
import io.keywright.model.Environment;
import io.keywright.model.EventType;
import io.keywright.model.Plane;
import io.keywright.model.Subscription;
import io.keywright.model.Subscription.PreviousSecret;
import io.keywright.model.SubscriptionState;
import io.keywright.model.SubscriptionTarget;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What calls about subscriptions answer. */
final class SubscriptionAnswers {

    private SubscriptionAnswers() {}

    /** A subscription as it is stored. */
    @Schema(name = "Subscription")
    record SubscriptionBody(
            UUID subscriptionId,
            String tenantId,
            Environment environment,
            Plane plane,
            @Nullable String url,
            @Nullable String topic,
            Set<EventType> eventTypes,
            long nextIndex,
            SubscriptionState state,
            @Nullable String deadReason,
            @Nullable Instant previousSecretUntil,
            Instant createdAt) {

        static SubscriptionBody of(Subscription subscription) {
            return new SubscriptionBody(
                    subscription.subscriptionId(),
                    subscription.tenantId(),
                    subscription.scope().environment(),
                    subscription.scope().plane(),
                    subscription.target() instanceof SubscriptionTarget.Webhook webhook ? webhook.url() : null,
                    subscription.target() instanceof SubscriptionTarget.Kafka kafka ? kafka.topic() : null,
                    new TreeSet<>(subscription.types()),
                    subscription.nextIndex(),
                    subscription.state(),
                    subscription.deadReason(),
                    subscription.previousSecret().map(PreviousSecret::until).orElse(null),
                    subscription.createdAt());
        }
    }

    /** @param signingSecret of a webhook; shown this once */
    record SubscriptionCreatedAnswer(
            @JsonUnwrapped SubscriptionBody subscription,
            @Nullable String signingSecret,
            UUID receiptId) {

        static SubscriptionCreatedAnswer of(Recorded<Created> recorded) {
            return new SubscriptionCreatedAnswer(
                    SubscriptionBody.of(recorded.value().subscription()),
                    recorded.value()
                            .secret()
                            .map(SubscriptionCreatedAnswer::shown)
                            .orElse(null),
                    recorded.receiptId());
        }

        /** As Standard Webhooks spells secrets. */
        private static String shown(SecretBytes secret) {
            try (secret) {
                return "whsec_" + secret.expose(bytes -> Base64.getEncoder().encodeToString(bytes));
            }
        }
    }

    record SubscriptionAnswer(@JsonUnwrapped SubscriptionBody subscription, UUID receiptId) {
        static SubscriptionAnswer of(Recorded<Subscription> recorded) {
            return new SubscriptionAnswer(SubscriptionBody.of(recorded.value()), recorded.receiptId());
        }
    }

    /**
     * What came of trying a subscription.
     *
     * @param status of HTTP; null if the target did not answer, or does not speak it
     * @param milliseconds from making the connection on
     * @param reason why the target has not taken the event; null if it has
     */
    record SubscriptionTestAnswer(
            UUID subscriptionId,
            boolean delivered,
            @Nullable Integer status,
            long milliseconds,
            @Nullable DeliveryFault reason,
            UUID receiptId) {

        static SubscriptionTestAnswer of(Recorded<Tried> recorded) {
            Tried tried = recorded.value();
            return new SubscriptionTestAnswer(
                    tried.subscription().subscriptionId(),
                    tried.trial().delivered(),
                    tried.trial().status().orElse(null),
                    tried.took().toMillis(),
                    tried.trial().fault().orElse(null),
                    recorded.receiptId());
        }
    }

    /**
     * A subscription and how it does.
     *
     * @param failures in a row by now; null if another node delivers, and knows
     */
    record SubscriptionStanding(
            @JsonUnwrapped SubscriptionBody subscription,
            @Nullable Integer failures,
            @Nullable String lastFailure) {

        static SubscriptionStanding of(SubscriptionStatus standing) {
            return new SubscriptionStanding(
                    SubscriptionBody.of(standing.subscription()),
                    standing.trouble().map(Trouble::failures).orElse(null),
                    standing.trouble().map(Trouble::reason).orElse(null));
        }
    }

    record SubscriptionListAnswer(List<SubscriptionStanding> subscriptions) {
        static SubscriptionListAnswer of(List<SubscriptionStatus> standings) {
            return new SubscriptionListAnswer(
                    standings.stream().map(SubscriptionStanding::of).toList());
        }
    }
}
