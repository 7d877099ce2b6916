package io.keywright.model;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What an event tells of. */
public enum EventType implements WireName {
    KEY_GENERATED("key_generated"),
    KEY_IMPORTED("key_imported"),
    /** A key's material has left, wrapped. */
    KEY_EXPORTED("key_exported"),
    KEY_ROTATED("key_rotated"),
    /** A key is, or soon will be, due for a rotation that needs an approval. */
    ROTATION_DUE("rotation_due"),
    KEY_REVOKED("key_revoked"),
    KEY_ARCHIVED("key_archived"),
    KEY_RESTORED("key_restored"),
    KEY_DESTRUCTION_SCHEDULED("key_destruction_scheduled"),
    KEY_DESTRUCTION_CANCELLED("key_destruction_cancelled"),
    KEY_DESTROYED("key_destroyed"),
    SIGNATURE_CREATED("signature_created"),
    SIGNATURE_VERIFIED("signature_verified"),
    TRUST_ANCHOR_UPDATED("trust_anchor_updated"),
    /** An authority of the service was made, got its certificate, or other rules. */
    AUTHORITY_UPDATED("authority_updated"),
    CERTIFICATE_ISSUED("certificate_issued"),
    CERTIFICATE_REVOKED("certificate_revoked"),
    APPROVAL_REQUESTED("approval_requested"),
    APPROVAL_GRANTED("approval_granted"),
    APPROVAL_DENIED("approval_denied"),
    APPROVAL_EXPIRED("approval_expired"),
    /** Something is not as the rules want it. */
    FINDING_OPENED("finding_opened"),
    /** It is again, or is gone. */
    FINDING_RESOLVED("finding_resolved"),
    /** An operation that a policy did not allow. */
    POLICY_VIOLATION("policy_violation"),
    /** A subscription was made, changed or ended. Sent to those only who ask for it. */
    SUBSCRIPTION_CHANGED("subscription_changed"),
    /** Nothing happened: a target is tried. Sent to that target alone, whatever it asks for. */
    TEST("test"),
    /** Every receipt itself, whatever it tells of. Sent to those only who ask for it. */
    RECEIPT("receipt");

    /** What is sent to those who do not say what they want. */
    public static final Set<EventType> USUAL =
            Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(SUBSCRIPTION_CHANGED, TEST, RECEIPT)));

    /** What approvers hear of, who may hear of nothing else. */
    public static final Set<EventType> OF_APPROVALS = Collections.unmodifiableSet(
            EnumSet.of(APPROVAL_REQUESTED, APPROVAL_GRANTED, APPROVAL_DENIED, APPROVAL_EXPIRED));

    private final String wireName;

    EventType(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
