package io.keywright.store;

import io.keywright.model.Environment;
import io.keywright.model.EventType;
import io.keywright.model.Plane;
import io.keywright.model.Scope;
import io.keywright.model.Subscription;
import io.keywright.model.Subscription.PreviousSecret;
import io.keywright.model.SubscriptionState;
import io.keywright.model.SubscriptionTarget;
import io.keywright.model.WireName;
import io.keywright.model.WrappedSecret;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A subscription's row. */
final class SubscriptionRow {

    static final String COLUMNS =
            "subscription_id, tenant_id, kind, target, secret, event_types, next_index, state, dead_reason, generation,"
                    + " created_at, root_version,"
                    + " environment, plane, previous_secret, previous_root_version, previous_until";

    private static final String WEBHOOK = "webhook";
    private static final String KAFKA = "kafka";

    private SubscriptionRow() {}

    static String kind(SubscriptionTarget target) {
        return switch (target) {
            case SubscriptionTarget.Webhook webhook -> WEBHOOK;
            case SubscriptionTarget.Kafka kafka -> KAFKA;
        };
    }

    static Subscription read(ResultSet row) throws SQLException {
        try {
            long until = row.getLong(17);
            return new Subscription(
                    UuidBytes.read(row.getBytes(1)),
                    new Scope(
                            row.getString(2),
                            WireName.parse(Environment.class, row.getString(13)),
                            WireName.parse(Plane.class, row.getString(14))),
                    target(row.getString(3), row.getString(4)),
                    secret(row.getInt(12), row.getBytes(5)),
                    secret(row.getInt(16), row.getBytes(15))
                            .map(previous -> new PreviousSecret(previous, Instant.ofEpochMilli(until))),
                    types(row.getString(6)),
                    row.getLong(7),
                    WireName.parse(SubscriptionState.class, row.getString(8)),
                    row.getString(9),
                    row.getInt(10),
                    Instant.ofEpochMilli(row.getLong(11)));
        } catch (IllegalArgumentException e) {
            throw new SQLException("a subscription's row is damaged, or was written by a newer version", e);
        }
    }

    private static Optional<WrappedSecret> secret(int rootVersion, byte @Nullable [] wrapped) {
        return wrapped == null ? Optional.empty() : Optional.of(new WrappedSecret(rootVersion, wrapped));
    }

    private static SubscriptionTarget target(String kind, String target) {
        return switch (kind) {
            case WEBHOOK -> new SubscriptionTarget.Webhook(target);
            case KAFKA -> new SubscriptionTarget.Kafka(target);
            default -> throw new IllegalArgumentException("there is no target of kind " + kind);
        };
    }

    private static Set<EventType> types(String names) {
        return Arrays.stream(names.split(",", -1))
                .map(name -> WireName.parse(EventType.class, name))
                .collect(Collectors.toUnmodifiableSet());
    }
}
