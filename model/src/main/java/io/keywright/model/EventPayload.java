package io.keywright.model;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an event of each type says. An {@code operationId} is the id of the operation's receipt. */
public sealed interface EventPayload {

    EventType type();

    /** What the event is about: the id of a key, trust anchor, approval or subscription; null if there is none. */
    @Nullable UUID subject();

    /** A key came into being: it was made here, or was brought along. */
    record KeyCame(EventType type, UUID keyId, KeyType keyType, Set<KeyUsage> keyUsage, KeyState keyState)
            implements EventPayload {

        public KeyCame {
            keyUsage = Set.copyOf(keyUsage);
        }

        @Override
        public UUID subject() {
            return keyId;
        }
    }

    /**
     * A key's material has left.
     *
     * @param wrappingKeySha256 of the RSA key that it was wrapped for, as the change in the receipt names it
     */
    record KeyExported(UUID keyId, UUID operationId, String wrappingKeySha256) implements EventPayload {
        @Override
        public EventType type() {
            return EventType.KEY_EXPORTED;
        }

        @Override
        public UUID subject() {
            return keyId;
        }
    }

    /** A key was replaced. */
    record KeyRotated(UUID oldKeyId, UUID newKeyId, Instant rotatedAt) implements EventPayload {
        @Override
        public EventType type() {
            return EventType.KEY_ROTATED;
        }

        @Override
        public UUID subject() {
            return oldKeyId;
        }
    }

    /** A key is to be rotated by {@code dueAt}, which needs an approval. */
    record RotationDue(UUID keyId, Instant dueAt) implements EventPayload {
        @Override
        public EventType type() {
            return EventType.ROTATION_DUE;
        }

        @Override
        public UUID subject() {
            return keyId;
        }
    }

    /** A key was revoked, and its material erased. */
    record KeyRevoked(UUID keyId, RevocationReason reason, Instant revokedAt) implements EventPayload {
        @Override
        public EventType type() {
            return EventType.KEY_REVOKED;
        }

        @Override
        public UUID subject() {
            return keyId;
        }
    }

    /**
     * A key is in another state, or its destruction is planned or not any more.
     *
     * @param destroysAt when its material is to be erased; null if that is not planned
     */
    record KeyMoved(
            EventType type,
            UUID keyId,
            KeyState keyState,
            @Nullable Instant destroysAt) implements EventPayload {
        @Override
        public UUID subject() {
            return keyId;
        }
    }

    /** Something was signed. */
    record SignatureCreated(UUID keyId, UUID operationId, String algorithm) implements EventPayload {
        @Override
        public EventType type() {
            return EventType.SIGNATURE_CREATED;
        }

        @Override
        public UUID subject() {
            return keyId;
        }
    }

    /** A signature was checked. */
    record SignatureVerified(UUID keyId, UUID operationId, boolean valid) implements EventPayload {
        @Override
        public EventType type() {
            return EventType.SIGNATURE_VERIFIED;
        }

        @Override
        public UUID subject() {
            return keyId;
        }
    }

    /** An authority is trusted, or no more. */
    record TrustAnchorUpdated(UUID anchorId, AnchorType anchorType, int version) implements EventPayload {
        @Override
        public EventType type() {
            return EventType.TRUST_ANCHOR_UPDATED;
        }

        @Override
        public UUID subject() {
            return anchorId;
        }
    }

    /** An authority of the service was made, got its certificate, or other rules. */
    record AuthorityUpdated(UUID authorityId, int version) implements EventPayload {
        @Override
        public EventType type() {
            return EventType.AUTHORITY_UPDATED;
        }

        @Override
        public UUID subject() {
            return authorityId;
        }
    }

    /** An authority of the service issued a certificate. */
    record CertificateIssued(UUID certificateId, UUID authorityId, String module, String serial, Instant notAfter)
            implements EventPayload {
        @Override
        public EventType type() {
            return EventType.CERTIFICATE_ISSUED;
        }

        @Override
        public UUID subject() {
            return certificateId;
        }
    }

    /** A certificate of an authority of the service was revoked. */
    record CertificateRevoked(
            UUID certificateId, UUID authorityId, String serial, CertificateRevocationReason reason, Instant revokedAt)
            implements EventPayload {
        @Override
        public EventType type() {
            return EventType.CERTIFICATE_REVOKED;
        }

        @Override
        public UUID subject() {
            return certificateId;
        }
    }

    /**
     * Somebody asks for an approval.
     *
     * @param operation what it is to allow, see {@link Operation#verb()}
     * @param keyId null for an operation that has none
     */
    record ApprovalRequested(
            UUID approvalId, String operation, @Nullable UUID keyId, String reason, Instant expiresAt)
            implements EventPayload {
        @Override
        public EventType type() {
            return EventType.APPROVAL_REQUESTED;
        }

        @Override
        public UUID subject() {
            return approvalId;
        }
    }

    /**
     * An approver granted or denied an approval, or its time is over.
     *
     * @param keyId the key that it is about; null for an operation that has none
     */
    record ApprovalMoved(
            EventType type, UUID approvalId, @Nullable UUID keyId) implements EventPayload {
        @Override
        public UUID subject() {
            return approvalId;
        }
    }

    /**
     * Something is not as the rules want it, or is again.
     *
     * @param aboutId the subject's name: a key's, approval's, anchor's or tenant's id, or another name
     */
    record FindingChanged(
            EventType type,
            UUID findingId,
            ComplianceCheck check,
            SubjectType subjectType,
            String aboutId,
            String detail)
            implements EventPayload {
        @Override
        public UUID subject() {
            return findingId;
        }
    }

    /**
     * An operation was refused by a policy.
     *
     * @param keyId null if the request named none
     * @param operation what was attempted, see {@link Operation#verb()}
     * @param requestingModule who attempted it
     */
    record PolicyViolation(@Nullable UUID keyId, UUID operationId, String operation, String requestingModule)
            implements EventPayload {
        @Override
        public EventType type() {
            return EventType.POLICY_VIOLATION;
        }

        @Override
        public @Nullable UUID subject() {
            return keyId;
        }
    }

    /**
     * A subscription was made, changed or ended.
     *
     * @param operation what was done, see {@link Operation#verb()}
     */
    record SubscriptionChanged(UUID subscriptionId, UUID operationId, String operation) implements EventPayload {
        @Override
        public EventType type() {
            return EventType.SUBSCRIPTION_CHANGED;
        }

        @Override
        public UUID subject() {
            return subscriptionId;
        }
    }

    /** Nothing happened: a subscription's target is tried. */
    record Test(UUID subscriptionId) implements EventPayload {
        @Override
        public EventType type() {
            return EventType.TEST;
        }

        @Override
        public UUID subject() {
            return subscriptionId;
        }
    }

    /**
     * A receipt itself.
     *
     * @param index of its leaf
     * @param canonical the leaf's bytes
     */
    record ReceiptKept(@Nullable UUID keyId, long index, byte[] canonical) implements EventPayload {
        @Override
        public EventType type() {
            return EventType.RECEIPT;
        }

        @Override
        public @Nullable UUID subject() {
            return keyId;
        }
    }
}
