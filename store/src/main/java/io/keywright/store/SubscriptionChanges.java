package io.keywright.store;

import io.keywright.core.change.SubscriptionChange;
import io.keywright.model.EventType;
import io.keywright.model.Subscription;
import io.keywright.model.Subscription.PreviousSecret;
import io.keywright.model.SubscriptionTarget;
import io.keywright.model.WrappedSecret;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes subscriptions, and how far each has come. */
final class SubscriptionChanges {

    private static final String CREATE = """
            INSERT INTO subscriptions (subscription_id, tenant_id, environment, plane, kind, target, secret, event_types,
                next_index, state, generation, created_at, root_version)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'active', ?, ?, ?)""";
    private static final String OF_TENANT = "SELECT count(*) FROM subscriptions WHERE tenant_id = ?";
    private static final String DELETE = "DELETE FROM subscriptions WHERE subscription_id = ?";
    private static final String RESUME = """
            UPDATE subscriptions SET state = 'active', dead_reason = NULL, next_index = ?, generation = ?
            WHERE subscription_id = ? AND generation = ?""";
    private static final String CHANGE = """
            UPDATE subscriptions SET target = ?, event_types = ?, secret = ?, root_version = ?, previous_secret = ?,
                previous_root_version = ?, previous_until = ?, generation = ?
            WHERE subscription_id = ? AND generation = ? AND state = ?""";
    /** A node that was stopped, and wakes up when another delivers, takes nothing back. */
    private static final String FURTHEST = "CASE WHEN next_index < ? THEN ? ELSE next_index END";

    private static final String ADVANCE =
            "UPDATE subscriptions SET next_index = " + FURTHEST + " WHERE subscription_id = ? AND generation = ?";
    private static final String DIE = "UPDATE subscriptions SET state = 'dead', dead_reason = ?, next_index = "
            + FURTHEST + " WHERE subscription_id = ? AND generation = ?";

    /** A subscription without a secret has nothing under a root; the column wants a number. */
    private static final int FIRST_ROOT = 1;

    private final Session session;
    private final RootVersions roots;

    SubscriptionChanges(Session session, RootVersions roots) {
        this.session = session;
        this.roots = roots;
    }

    boolean apply(SubscriptionChange change) throws SQLException {
        return switch (change) {
            case SubscriptionChange.Created created ->
                isUnderRoot(created.subscription()) && create(created.subscription(), created.most());
            case SubscriptionChange.Deleted deleted -> delete(deleted.subscription());
            case SubscriptionChange.Resumed resumed -> resume(resumed.subscription());
            case SubscriptionChange.Changed changed ->
                isUnderRoot(changed.subscription()) && change(changed.subscription());
            case SubscriptionChange.Advanced advanced -> advance(advanced);
            case SubscriptionChange.Died died -> die(died);
        };
    }

    private boolean isUnderRoot(Subscription subscription) throws SQLException {
        return roots.hold(subscription.tenantId(), subscription.secrets());
    }

    private boolean create(Subscription subscription, int most) throws SQLException {
        int present = session.find(OF_TENANT, row -> row.getInt(1), subscription.tenantId())
                .orElse(0);
        return present < most && insert(subscription);
    }

    private boolean insert(Subscription subscription) throws SQLException {
        return session.update(
                        CREATE,
                        UuidBytes.of(subscription.subscriptionId()),
                        subscription.tenantId(),
                        subscription.scope().environment().wireName(),
                        subscription.scope().plane().wireName(),
                        SubscriptionRow.kind(subscription.target()),
                        target(subscription.target()),
                        subscription.wrappedSecret().map(WrappedSecret::blob).orElse(null),
                        types(subscription),
                        subscription.nextIndex(),
                        subscription.generation(),
                        subscription.createdAt().toEpochMilli(),
                        subscription
                                .wrappedSecret()
                                .map(WrappedSecret::rootVersion)
                                .orElse(FIRST_ROOT))
                == 1;
    }

    private static String types(Subscription subscription) {
        return subscription.types().stream().map(EventType::wireName).sorted().collect(Collectors.joining(","));
    }

    private static String target(SubscriptionTarget target) {
        return switch (target) {
            case SubscriptionTarget.Webhook webhook -> webhook.url();
            case SubscriptionTarget.Kafka kafka -> kafka.topic();
        };
    }

    private boolean delete(Subscription subscription) throws SQLException {
        return session.update(DELETE, UuidBytes.of(subscription.subscriptionId())) == 1;
    }

    private boolean resume(Subscription subscription) throws SQLException {
        return session.update(
                        RESUME,
                        subscription.nextIndex(),
                        subscription.generation(),
                        UuidBytes.of(subscription.subscriptionId()),
                        subscription.generation() - 1)
                == 1;
    }

    private boolean change(Subscription subscription) throws SQLException {
        Optional<WrappedSecret> previous = subscription.previousSecret().map(PreviousSecret::wrapped);
        return session.update(
                        CHANGE,
                        target(subscription.target()),
                        types(subscription),
                        subscription.wrappedSecret().map(WrappedSecret::blob).orElse(null),
                        subscription
                                .wrappedSecret()
                                .map(WrappedSecret::rootVersion)
                                .orElse(FIRST_ROOT),
                        previous.map(WrappedSecret::blob).orElse(null),
                        previous.map(WrappedSecret::rootVersion).orElse(null),
                        subscription
                                .previousSecret()
                                .map(it -> it.until().toEpochMilli())
                                .orElse(null),
                        subscription.generation(),
                        UuidBytes.of(subscription.subscriptionId()),
                        subscription.generation() - 1,
                        subscription.state().wireName())
                == 1;
    }

    private boolean advance(SubscriptionChange.Advanced advanced) throws SQLException {
        return session.update(
                        ADVANCE,
                        advanced.nextIndex(),
                        advanced.nextIndex(),
                        UuidBytes.of(advanced.subscriptionId()),
                        advanced.generation())
                == 1;
    }

    private boolean die(SubscriptionChange.Died died) throws SQLException {
        return session.update(
                        DIE,
                        died.reason(),
                        died.nextIndex(),
                        died.nextIndex(),
                        UuidBytes.of(died.subscriptionId()),
                        died.generation())
                == 1;
    }
}
