package io.keywright.server.rest.keys;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.keywright.core.ledger.Recorded;
import io.keywright.core.lifecycle.KeyLifecycle.Revocation;
import io.keywright.core.lifecycle.KeyLifecycle.Rotation;
import io.keywright.core.lifecycle.MadeKey;
import io.keywright.model.Environment;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyState;
import io.keywright.model.KeyType;
import io.keywright.model.KeyUsage;
import io.keywright.model.Origin;
import io.keywright.model.Plane;
import io.keywright.model.Protection;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What calls about keys answer. */
final class KeyAnswers {

    private KeyAnswers() {}

    /**
     * @param publicKey PEM SubjectPublicKeyInfo, empty for symmetric keys
     * @param destroysAt when its material is to be erased; absent if that is not planned
     * @param rotationPeriod how old it may get, or off; absent if that is as for all keys of its type
     */
    @Schema(name = "KeyMetadata")
    record KeyBody(
            String tenantId,
            Environment environment,
            Plane plane,
            UUID keyId,
            @Nullable String keyAlias,
            KeyType keyType,
            Set<KeyUsage> keyUsage,
            String publicKey,
            KeyState keyState,
            Instant createdAt,
            Instant validFrom,
            Instant validUntil,
            int rotationCount,
            @Nullable UUID rotatedFrom,
            @Nullable UUID rotatedTo,
            AccessPolicyBody accessPolicy,
            Protection protection,
            Origin origin,
            boolean exportable,
            @Nullable Instant destroysAt,
            @Nullable String rotationPeriod) {

        static KeyBody of(KeyMetadata key) {
            return new KeyBody(
                    key.scope().tenantId(),
                    key.scope().environment(),
                    key.scope().plane(),
                    key.keyId(),
                    key.keyAlias(),
                    key.keyType(),
                    new TreeSet<>(key.keyUsage()),
                    key.publicKey(),
                    key.keyState(),
                    key.createdAt(),
                    key.validFrom(),
                    key.validUntil(),
                    key.rotationCount(),
                    key.rotatedFrom(),
                    key.rotatedTo(),
                    AccessPolicyBody.of(key.accessPolicy()),
                    key.protection(),
                    key.origin(),
                    key.exportable(),
                    key.destroysAt(),
                    RotationBody.ofItsOwn(key));
        }
    }

    /**
     * A new key and the receipt of the call.
     *
     * @param warning why nobody could use the key, if so
     */
    record NewKeyAnswer(
            @JsonUnwrapped KeyBody key, @Nullable String warning, UUID receiptId) {

        private static final String UNUSABLE =
                "Nobody can use this key: its access policy allows only the module that made"
                        + " it, which is no key-user; name the modules in access_policy.allowed_modules.";

        static NewKeyAnswer of(Recorded<MadeKey> recorded) {
            MadeKey made = recorded.value();
            return new NewKeyAnswer(KeyBody.of(made.key()), made.usable() ? null : UNUSABLE, recorded.receiptId());
        }
    }

    /** A key's metadata and the receipt of the call. */
    record KeyAnswer(@JsonUnwrapped KeyBody key, UUID receiptId) {
        static KeyAnswer of(Recorded<KeyMetadata> recorded) {
            return new KeyAnswer(KeyBody.of(recorded.value()), recorded.receiptId());
        }
    }

    /** @param nextPageToken what to send as {@code page_token} for more; absent on the last page */
    record KeyListAnswer(List<KeyBody> keys, @Nullable String nextPageToken, UUID receiptId) {
        static KeyListAnswer of(Recorded<List<KeyMetadata>> recorded, int limit) {
            List<KeyMetadata> page = recorded.value();
            String next = page.size() < limit ? null : page.getLast().keyId().toString();
            return new KeyListAnswer(page.stream().map(KeyBody::of).toList(), next, recorded.receiptId());
        }
    }

    record RotateAnswer(UUID oldKeyId, UUID newKeyId, String newPublicKey, UUID receiptId) {
        static RotateAnswer of(Recorded<Rotation> recorded) {
            Rotation rotation = recorded.value();
            return new RotateAnswer(
                    rotation.predecessor().keyId(),
                    rotation.successor().keyId(),
                    rotation.successor().publicKey(),
                    recorded.receiptId());
        }
    }

    record RevokeAnswer(UUID keyId, Instant revokedAt, UUID receiptId) {
        static RevokeAnswer of(Recorded<Revocation> recorded) {
            Revocation revocation = recorded.value();
            return new RevokeAnswer(revocation.key().keyId(), revocation.revokedAt(), recorded.receiptId());
        }
    }
}
