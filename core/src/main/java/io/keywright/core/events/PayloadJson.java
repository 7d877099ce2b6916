package io.keywright.core.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keywright.model.EventPayload;
import io.keywright.model.EventPayload.KeyGenerated;
import io.keywright.model.EventPayload.KeyRevoked;
import io.keywright.model.EventPayload.KeyRotated;
import io.keywright.model.EventPayload.PolicyViolation;
import io.keywright.model.EventPayload.ReceiptKept;
import io.keywright.model.EventPayload.SignatureCreated;
import io.keywright.model.EventPayload.SignatureVerified;
import io.keywright.model.EventPayload.TrustAnchorUpdated;
import io.keywright.model.KeyUsage;

/** What events say, as JSON. */
final class PayloadJson {

    private static final String KEY_ID = "key_id";
    private static final String OPERATION_ID = "operation_id";

    private PayloadJson() {}

    static String of(EventPayload payload) {
        JsonText json = new JsonText();
        switch (payload) {
            case KeyGenerated generated -> write(generated, json);
            case KeyRotated rotated -> write(rotated, json);
            case KeyRevoked revoked -> write(revoked, json);
            case SignatureCreated created -> write(created, json);
            case SignatureVerified verified -> write(verified, json);
            case TrustAnchorUpdated updated -> write(updated, json);
            case PolicyViolation violation -> write(violation, json);
            case ReceiptKept kept ->
                json.with("index", kept.index()).raw("receipt", new String(kept.canonical(), UTF_8));
        }
        return json.end();
    }

    private static void write(KeyGenerated generated, JsonText json) {
        json.with(KEY_ID, generated.keyId())
                .with("key_type", generated.keyType().wireName())
                .with(
                        "key_usage",
                        generated.keyUsage().stream()
                                .sorted()
                                .map(KeyUsage::wireName)
                                .toList())
                .with("key_state", generated.keyState().wireName());
    }

    private static void write(KeyRotated rotated, JsonText json) {
        json.with("old_key_id", rotated.oldKeyId())
                .with("new_key_id", rotated.newKeyId())
                .with("rotation_ts", EventJson.time(rotated.rotatedAt()));
    }

    private static void write(KeyRevoked revoked, JsonText json) {
        json.with(KEY_ID, revoked.keyId())
                .with("revocation_reason", revoked.reason().wireName())
                .with("revoked_at", EventJson.time(revoked.revokedAt()));
    }

    private static void write(SignatureCreated created, JsonText json) {
        json.with(KEY_ID, created.keyId())
                .with(OPERATION_ID, created.operationId())
                .with("algorithm", created.algorithm().wireName());
    }

    private static void write(SignatureVerified verified, JsonText json) {
        json.with(KEY_ID, verified.keyId())
                .with(OPERATION_ID, verified.operationId())
                .with("valid", verified.valid());
    }

    private static void write(TrustAnchorUpdated updated, JsonText json) {
        json.with("trust_anchor_id", updated.anchorId())
                .with("anchor_type", updated.anchorType().wireName())
                .with("version", updated.version());
    }

    private static void write(PolicyViolation violation, JsonText json) {
        json.with(KEY_ID, violation.keyId())
                .with(OPERATION_ID, violation.operationId())
                .with("operation", violation.operation())
                .with("requesting_module", violation.requestingModule());
    }
}
