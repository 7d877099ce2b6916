package io.keywright.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.authorization.Reach;
import io.keywright.core.change.Change;
import io.keywright.core.change.SubscriptionChange;
import io.keywright.model.Environment;
import io.keywright.model.EventType;
import io.keywright.model.Plane;
import io.keywright.model.Scope;
import io.keywright.model.Subscription;
import io.keywright.model.SubscriptionState;
import io.keywright.model.SubscriptionTarget;
import io.keywright.model.WrappedSecret;
import io.keywright.testkit.Samples;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Subscriptions: a tenant's own, moving on in one generation only, and dead until resumed. */
public interface SubscriptionContract extends StoreFixture {

    int MOST = 2;

    private static Subscription webhook(long number, String tenantId) {
        return subscription(
                number, tenantId, new SubscriptionTarget.Webhook("https://example.com/hook?a=b"), Optional.empty());
    }

    private static Subscription subscription(
            long number, String tenantId, SubscriptionTarget target, Optional<WrappedSecret> secret) {
        return new Subscription(
                new UUID(0x7000, number),
                Samples.scope(tenantId),
                target,
                secret,
                Optional.empty(),
                Set.of(EventType.KEY_ROTATED, EventType.RECEIPT),
                7,
                SubscriptionState.ACTIVE,
                null,
                1,
                Samples.START);
    }

    private boolean apply(Change change) throws Exception {
        return new Keys(store()).apply(change);
    }

    private Subscription stored(Subscription subscription) throws Exception {
        return store().subscriptions()
                .subscription(Reach.of(subscription.scope()), subscription.subscriptionId())
                .orElseThrow();
    }

    @Test
    default void keepsEveryMemberOfASubscription() throws Exception {
        Subscription hook = webhook(1, "acme");
        Subscription topic = subscription(2, "beta", new SubscriptionTarget.Kafka("keys"), Optional.empty());
        assertThat(apply(new SubscriptionChange.Created(topic, MOST))).isTrue();
        assertThat(apply(new SubscriptionChange.Created(hook, MOST))).isTrue();
        reopen();
        assertThat(store().subscriptions().subscriptions()).containsExactly(hook, topic);
    }

    @Test
    default void keepsTheSecretAsItIs() throws Exception {
        byte[] secret = {1, 2, 3};
        Subscription signed = subscription(
                1,
                "acme",
                new SubscriptionTarget.Webhook("https://example.com/"),
                Optional.of(new WrappedSecret(3, secret)));
        apply(new SubscriptionChange.Created(signed, MOST));
        assertThat(stored(signed).wrappedSecret()).hasValueSatisfying(kept -> {
            assertThat(kept.rootVersion()).isEqualTo(3);
            assertThat(kept.blob()).isEqualTo(secret);
        });
    }

    @Test
    default void showsATenantItsOwnSubscriptionsOnly() throws Exception {
        Subscription own = webhook(1, "acme");
        Subscription other = webhook(2, "beta");
        apply(new SubscriptionChange.Created(own, MOST));
        apply(new SubscriptionChange.Created(other, MOST));
        assertThat(store().subscriptions().subscriptions(Reach.all("acme"))).isEqualTo(List.of(own));
        assertThat(store().subscriptions().subscription(Reach.all("acme"), other.subscriptionId()))
                .isEmpty();
    }

    @Test
    default void showsAnEnvironmentAndPlaneItsOwnSubscriptionsOnly() throws Exception {
        Subscription own = webhook(1, "acme");
        apply(new SubscriptionChange.Created(own, MOST));
        Scope scope = own.scope();
        for (Reach elsewhere : List.of(
                new Reach("acme", Environment.STAGING, scope.plane()),
                new Reach("acme", scope.environment(), Plane.LAPTOP))) {
            assertThat(store().subscriptions().subscriptions(elsewhere)).isEmpty();
            assertThat(store().subscriptions().subscription(elsewhere, own.subscriptionId()))
                    .isEmpty();
        }
        assertThat(store().subscriptions().subscriptions(Reach.of(scope))).isEqualTo(List.of(own));
    }

    @Test
    default void aTenantHasNoMoreThanItMay() throws Exception {
        Subscription first = webhook(1, "acme");
        assertThat(apply(new SubscriptionChange.Created(first, MOST))).isTrue();
        assertThat(apply(new SubscriptionChange.Created(webhook(2, "acme"), MOST)))
                .isTrue();
        assertThat(apply(new SubscriptionChange.Created(webhook(3, "acme"), MOST)))
                .isFalse();
        assertThat(apply(new SubscriptionChange.Created(webhook(4, "beta"), MOST)))
                .isTrue();
        assertThat(apply(new SubscriptionChange.Deleted(first))).isTrue();
        assertThat(apply(new SubscriptionChange.Created(webhook(3, "acme"), MOST)))
                .isTrue();
    }

    @Test
    default void movesOnInItsGenerationOnly() throws Exception {
        Subscription first = webhook(1, "acme");
        apply(new SubscriptionChange.Created(first, MOST));
        assertThat(apply(new SubscriptionChange.Advanced(first.subscriptionId(), 1, 40)))
                .isTrue();
        assertThat(apply(new SubscriptionChange.Advanced(first.subscriptionId(), 1, 30)))
                .as("another node has come further")
                .isTrue();
        assertThat(stored(first).nextIndex()).isEqualTo(40);

        assertThat(apply(new SubscriptionChange.Resumed(first.resumedAt(3)))).isTrue();
        assertThat(apply(new SubscriptionChange.Resumed(first.resumedAt(4)))).isFalse();
        assertThat(apply(new SubscriptionChange.Advanced(first.subscriptionId(), 1, 50)))
                .isFalse();
        assertThat(stored(first).nextIndex()).isEqualTo(3);
    }

    @Test
    default void goesElsewhereFromWhereItHasComeTo() throws Exception {
        Subscription first = webhook(1, "acme");
        apply(new SubscriptionChange.Created(first, MOST));
        apply(new SubscriptionChange.Advanced(first.subscriptionId(), 1, 40));
        Subscription changed = first.changedTo(
                new SubscriptionTarget.Webhook("https://example.com/other"), Set.of(EventType.KEY_REVOKED));
        assertThat(apply(new SubscriptionChange.Changed(changed))).isTrue();
        assertThat(apply(new SubscriptionChange.Changed(changed))).isFalse();
        reopen();
        assertThat(stored(first).target()).isEqualTo(changed.target());
        assertThat(stored(first).types()).isEqualTo(changed.types());
        assertThat(stored(first).nextIndex()).isEqualTo(40);
        assertThat(apply(new SubscriptionChange.Advanced(first.subscriptionId(), 1, 50)))
                .isFalse();
        assertThat(apply(new SubscriptionChange.Advanced(first.subscriptionId(), 2, 50)))
                .isTrue();
    }

    @Test
    default void isNotChangedIfItHasDiedMeanwhile() throws Exception {
        Subscription first = webhook(1, "acme");
        apply(new SubscriptionChange.Created(first, MOST));
        apply(new SubscriptionChange.Died(first.subscriptionId(), 1, 9, "gone"));
        assertThat(apply(new SubscriptionChange.Changed(first.changedTo(first.target(), first.types()))))
                .isFalse();
        Subscription changed = stored(first).changedTo(first.target(), Set.of(EventType.KEY_REVOKED));
        assertThat(apply(new SubscriptionChange.Changed(changed))).isTrue();
        assertThat(stored(first)).isEqualTo(changed);
    }

    @Test
    default void keepsTheSecretBeforeAndUntilWhenItCounts() throws Exception {
        Subscription first = subscription(
                1,
                "acme",
                new SubscriptionTarget.Webhook("https://example.com/"),
                Optional.of(new WrappedSecret(3, new byte[] {1, 2, 3})));
        apply(new SubscriptionChange.Created(first, MOST));
        Instant until = Samples.START.plusSeconds(60);
        Subscription renewed = first.signedWith(new WrappedSecret(4, new byte[] {4}), until);
        assertThat(apply(new SubscriptionChange.Changed(renewed))).isTrue();
        reopen();
        Subscription stored = stored(first);
        assertThat(stored.wrappedSecret()).hasValueSatisfying(kept -> {
            assertThat(kept.rootVersion()).isEqualTo(4);
            assertThat(kept.blob()).containsExactly(4);
        });
        assertThat(stored.previousSecret()).hasValueSatisfying(kept -> {
            assertThat(kept.wrapped().rootVersion()).isEqualTo(3);
            assertThat(kept.wrapped().blob()).containsExactly(1, 2, 3);
            assertThat(kept.until()).isEqualTo(until);
        });
    }

    @Test
    default void isDeadUntilItIsResumed() throws Exception {
        Subscription first = webhook(1, "acme");
        apply(new SubscriptionChange.Created(first, MOST));
        assertThat(apply(new SubscriptionChange.Died(first.subscriptionId(), 1, 9, "gone")))
                .isTrue();
        assertThat(stored(first).state()).isEqualTo(SubscriptionState.DEAD);
        assertThat(stored(first).deadReason()).isEqualTo("gone");

        apply(new SubscriptionChange.Resumed(stored(first).resumedAt(9)));
        assertThat(stored(first).state()).isEqualTo(SubscriptionState.ACTIVE);
        assertThat(stored(first).deadReason()).isNull();
    }

    @Test
    default void isGivenUpWhereItHasComeFurthest() throws Exception {
        Subscription first = webhook(1, "acme");
        apply(new SubscriptionChange.Created(first, MOST));
        apply(new SubscriptionChange.Advanced(first.subscriptionId(), 1, 40));
        apply(new SubscriptionChange.Died(first.subscriptionId(), 1, 9, "gone"));
        assertThat(stored(first).nextIndex())
                .as("another node has come further")
                .isEqualTo(40);

        apply(new SubscriptionChange.Died(first.subscriptionId(), 1, 50, "gone"));
        assertThat(stored(first).nextIndex()).isEqualTo(50);
    }

    @Test
    default void isGoneOnceDeleted() throws Exception {
        Subscription first = webhook(1, "acme");
        apply(new SubscriptionChange.Created(first, MOST));
        assertThat(apply(new SubscriptionChange.Deleted(first))).isTrue();
        assertThat(apply(new SubscriptionChange.Deleted(first))).isFalse();
        assertThat(apply(new SubscriptionChange.Advanced(first.subscriptionId(), 1, 50)))
                .isFalse();
        assertThat(store().subscriptions().subscriptions()).isEmpty();
    }
}
