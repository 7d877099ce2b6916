package io.keywright.core.events;

import io.keywright.core.ledger.Details;
import io.keywright.ledger.json.CanonicalJson;
import io.keywright.model.EventPayload;
import io.keywright.model.EventPayload.ApprovalMoved;
import io.keywright.model.EventPayload.ApprovalRequested;
import io.keywright.model.EventPayload.KeyCame;
import io.keywright.model.EventPayload.KeyExported;
import io.keywright.model.EventPayload.KeyMoved;
import io.keywright.model.EventPayload.KeyRevoked;
import io.keywright.model.EventPayload.KeyRotated;
import io.keywright.model.EventPayload.PolicyViolation;
import io.keywright.model.EventPayload.ReceiptKept;
import io.keywright.model.EventPayload.SignatureCreated;
import io.keywright.model.EventPayload.SignatureVerified;
import io.keywright.model.EventPayload.SubscriptionChanged;
import io.keywright.model.EventPayload.TrustAnchorUpdated;
import io.keywright.model.KeyUsage;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What events say, as members of their payload. */
final class PayloadJson {

    private static final String AUTHORITY_ID = "authority_id";
    private static final String KEY_ID = "key_id";
    private static final String OPERATION_ID = "operation_id";
    private static final String SUBSCRIPTION_ID = "subscription_id";

    private PayloadJson() {}

    static Map<String, @Nullable Object> of(EventPayload payload) {
        return switch (payload) {
            case KeyCame came -> of(came);
            case KeyExported exported -> of(exported);
            case KeyRotated rotated -> of(rotated);
            case EventPayload.RotationDue due ->
                Map.of(KEY_ID, due.keyId().toString(), "due_at", Details.time(due.dueAt()));
            case KeyRevoked revoked -> of(revoked);
            case KeyMoved moved -> of(moved);
            case SignatureCreated created -> of(created);
            case SignatureVerified verified -> of(verified);
            case TrustAnchorUpdated updated -> of(updated);
            case EventPayload.AuthorityUpdated updated ->
                Map.of(AUTHORITY_ID, updated.authorityId().toString(), "version", updated.version());
            case EventPayload.CertificateIssued issued -> of(issued);
            case EventPayload.CertificateRevoked revoked -> of(revoked);
            case ApprovalRequested requested -> of(requested);
            case ApprovalMoved moved -> approval(moved.approvalId(), moved.keyId());
            case EventPayload.FindingChanged changed -> of(changed);
            case PolicyViolation violation -> of(violation);
            case SubscriptionChanged changed -> of(changed);
            case EventPayload.Test test ->
                Map.of(SUBSCRIPTION_ID, test.subscriptionId().toString());
            case ReceiptKept kept -> Map.of("index", kept.index(), "receipt", CanonicalJson.read(kept.canonical()));
        };
    }

    private static Map<String, @Nullable Object> of(KeyCame came) {
        return Map.of(
                KEY_ID,
                came.keyId().toString(),
                "key_type",
                came.keyType().wireName(),
                "key_usage",
                came.keyUsage().stream().sorted().map(KeyUsage::wireName).toList(),
                "key_state",
                came.keyState().wireName());
    }

    private static Map<String, @Nullable Object> of(KeyExported exported) {
        return Map.of(
                KEY_ID,
                exported.keyId().toString(),
                OPERATION_ID,
                exported.operationId().toString(),
                "wrapping_key_sha256",
                exported.wrappingKeySha256());
    }

    private static Map<String, @Nullable Object> of(KeyRotated rotated) {
        return Map.of(
                "old_key_id", rotated.oldKeyId().toString(),
                "new_key_id", rotated.newKeyId().toString(),
                "rotation_ts", Details.time(rotated.rotatedAt()));
    }

    private static Map<String, @Nullable Object> of(KeyRevoked revoked) {
        return Map.of(
                KEY_ID,
                revoked.keyId().toString(),
                "revocation_reason",
                revoked.reason().wireName(),
                "revoked_at",
                Details.time(revoked.revokedAt()));
    }

    private static Map<String, @Nullable Object> of(KeyMoved moved) {
        Map<String, @Nullable Object> members = Details.members(
                KEY_ID, moved.keyId().toString(), "key_state", moved.keyState().wireName());
        if (moved.destroysAt() != null) {
            members.put("destroys_at", Details.time(moved.destroysAt()));
        }
        return members;
    }

    private static Map<String, @Nullable Object> of(SignatureCreated created) {
        return Map.of(
                KEY_ID,
                created.keyId().toString(),
                OPERATION_ID,
                created.operationId().toString(),
                "algorithm",
                created.algorithm());
    }

    private static Map<String, @Nullable Object> of(SignatureVerified verified) {
        return Map.of(
                KEY_ID,
                verified.keyId().toString(),
                OPERATION_ID,
                verified.operationId().toString(),
                "valid",
                verified.valid());
    }

    private static Map<String, @Nullable Object> of(TrustAnchorUpdated updated) {
        return Map.of(
                "trust_anchor_id", updated.anchorId().toString(),
                "anchor_type", updated.anchorType().wireName(),
                "version", updated.version());
    }

    private static Map<String, @Nullable Object> of(EventPayload.CertificateIssued issued) {
        return Map.of(
                "certificate_id",
                issued.certificateId().toString(),
                AUTHORITY_ID,
                issued.authorityId().toString(),
                "module",
                issued.module(),
                "serial",
                issued.serial(),
                "not_after",
                Details.time(issued.notAfter()));
    }

    private static Map<String, @Nullable Object> of(EventPayload.CertificateRevoked revoked) {
        return Map.of(
                "certificate_id",
                revoked.certificateId().toString(),
                AUTHORITY_ID,
                revoked.authorityId().toString(),
                "serial",
                revoked.serial(),
                "revocation_reason",
                revoked.reason().wireName(),
                "revoked_at",
                Details.time(revoked.revokedAt()));
    }

    private static Map<String, @Nullable Object> of(ApprovalRequested requested) {
        Map<String, @Nullable Object> members = approval(requested.approvalId(), requested.keyId());
        members.put("operation", requested.operation());
        members.put("reason", requested.reason());
        members.put("expires_at", Details.time(requested.expiresAt()));
        return members;
    }

    private static Map<String, @Nullable Object> approval(UUID approvalId, @Nullable UUID keyId) {
        Map<String, @Nullable Object> members = Details.members("approval_id", approvalId.toString());
        members.put(KEY_ID, Details.text(keyId));
        return members;
    }

    private static Map<String, @Nullable Object> of(SubscriptionChanged changed) {
        return Map.of(
                SUBSCRIPTION_ID,
                changed.subscriptionId().toString(),
                OPERATION_ID,
                changed.operationId().toString(),
                "operation",
                changed.operation());
    }

    private static Map<String, @Nullable Object> of(EventPayload.FindingChanged changed) {
        return Map.of(
                "finding_id", changed.findingId().toString(),
                "check", changed.check().wireName(),
                "severity", changed.check().severity().wireName(),
                "subject_type", changed.subjectType().wireName(),
                "subject", changed.aboutId(),
                "detail", changed.detail());
    }

    private static Map<String, @Nullable Object> of(PolicyViolation violation) {
        Map<String, @Nullable Object> members = new HashMap<>();
        members.put(KEY_ID, violation.keyId() == null ? null : violation.keyId().toString());
        members.put(OPERATION_ID, violation.operationId().toString());
        members.put("operation", violation.operation());
        members.put("requesting_module", violation.requestingModule());
        return members;
    }
}
