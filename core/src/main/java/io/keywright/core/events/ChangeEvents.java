package io.keywright.core.events;

import io.keywright.model.AnchorType;
import io.keywright.model.CertificateRevocationReason;
import io.keywright.model.ComplianceCheck;
import io.keywright.model.EventPayload;
import io.keywright.model.EventType;
import io.keywright.model.KeyState;
import io.keywright.model.KeyType;
import io.keywright.model.KeyUsage;
import io.keywright.model.Receipt;
import io.keywright.model.RevocationReason;
import io.keywright.model.SubjectType;
import io.keywright.model.WireName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is told of a change, read from what the receipt vouches for. */
record ChangeEvents(Map<String, @Nullable Object> change) {

    private static final String APPROVAL_ID = "approval_id";

    EventPayload came(EventType type) {
        return new EventPayload.KeyCame(
                type,
                id("key_id"),
                wireName(KeyType.class, "key_type"),
                texts("key_usage").stream()
                        .map(name -> WireName.parse(KeyUsage.class, name))
                        .collect(Collectors.toSet()),
                wireName(KeyState.class, "key_state"));
    }

    EventPayload exported(Receipt receipt) {
        return new EventPayload.KeyExported(id("key_id"), receipt.receiptId(), text("wrapping_key_sha256"));
    }

    EventPayload rotated() {
        return new EventPayload.KeyRotated(id("old_key_id"), id("new_key_id"), Instant.parse(text("rotation_ts")));
    }

    EventPayload rotationDue() {
        return new EventPayload.RotationDue(id("key_id"), Instant.parse(text("due_at")));
    }

    EventPayload revoked() {
        return new EventPayload.KeyRevoked(
                id("key_id"), wireName(RevocationReason.class, "revocation_reason"), Instant.parse(text("revoked_at")));
    }

    EventPayload moved(EventType type) {
        return new EventPayload.KeyMoved(
                type,
                id("key_id"),
                wireName(KeyState.class, "key_state"),
                change.get("destroys_at") instanceof String time ? Instant.parse(time) : null);
    }

    /** One for each anchor. */
    @SuppressWarnings("unchecked") // JSON objects have text names
    List<EventPayload> anchors() {
        return change.get("trust_anchors") instanceof List<?> all
                ? all.stream()
                        .map(one -> new ChangeEvents((Map<String, @Nullable Object>) one).anchor())
                        .toList()
                : List.of(anchor());
    }

    private EventPayload anchor() {
        return new EventPayload.TrustAnchorUpdated(
                id("trust_anchor_id"), wireName(AnchorType.class, "anchor_type"), number("version"));
    }

    EventPayload authority() {
        return new EventPayload.AuthorityUpdated(id("authority_id"), number("version"));
    }

    EventPayload issued() {
        return new EventPayload.CertificateIssued(
                id("certificate_id"),
                id("authority_id"),
                text("module"),
                text("serial"),
                Instant.parse(text("not_after")));
    }

    EventPayload certificateRevoked() {
        return new EventPayload.CertificateRevoked(
                id("certificate_id"),
                id("authority_id"),
                text("serial"),
                wireName(CertificateRevocationReason.class, "revocation_reason"),
                Instant.parse(text("revoked_at")));
    }

    EventPayload approvalRequested() {
        return new EventPayload.ApprovalRequested(
                id(APPROVAL_ID),
                text("operation"),
                change.get("key_id") instanceof String keyId ? UUID.fromString(keyId) : null,
                text("reason"),
                Instant.parse(text("expires_at")));
    }

    EventPayload approvalMoved(EventType type, @Nullable UUID keyId) {
        return new EventPayload.ApprovalMoved(type, id(APPROVAL_ID), keyId);
    }

    EventPayload finding(EventType type) {
        return new EventPayload.FindingChanged(
                type,
                id("finding_id"),
                wireName(ComplianceCheck.class, "check"),
                wireName(SubjectType.class, "subject_type"),
                text("subject"),
                text("detail"));
    }

    EventPayload subscription(Receipt receipt) {
        return new EventPayload.SubscriptionChanged(
                id("subscription_id"), receipt.receiptId(), receipt.context().operationType());
    }

    private UUID id(String name) {
        return UUID.fromString(text(name));
    }

    private <E extends Enum<E> & WireName> E wireName(Class<E> type, String name) {
        return WireName.parse(type, text(name));
    }

    private int number(String name) {
        if (change.get(name) instanceof Long number) {
            return Math.toIntExact(number);
        }
        throw missing(name);
    }

    private String text(String name) {
        if (change.get(name) instanceof String text) {
            return text;
        }
        throw missing(name);
    }

    private List<String> texts(String name) {
        if (change.get(name) instanceof List<?> list) {
            return list.stream().map(String::valueOf).toList();
        }
        throw missing(name);
    }

    private static IllegalArgumentException missing(String name) {
        return new IllegalArgumentException("a change that does not tell its " + name);
    }
}
