package io.keywright.model;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known for good of one operation. Holds no plaintext, ciphertext or key material.
 *
 * @param timestamp to the millisecond
 * @param operation the {@code operation} member, see {@link Operation#receiptName()}
 * @param signature Ed25519, 64 bytes, in Base64, over the RFC 8785 form of the receipt without this member
 */
public record Receipt(
        UUID receiptId,
        Instant timestamp,
        Scope scope,
        String operation,
        KmsContext context,
        String requestingModule,
        String signature) {

    /** {@code module} of every receipt that this service writes. */
    public static final String MODULE = "KMS";

    /**
     * What was done, and with what.
     *
     * @param keyId null if no key is known, as for a refused request that names none
     * @param operationType see {@link Operation#verb()}
     * @param algorithm null where none applies
     * @param keySizeBits null where no key is known
     * @param errorCode null if {@code success}
     * @param changeDigest SHA-256 in Base64 of what was changed, in RFC 8785 form; null where nothing was
     */
    public record KmsContext(
            @Nullable UUID keyId,
            String operationType,
            @Nullable Algorithm algorithm,
            @Nullable Integer keySizeBits,
            boolean success,
            @Nullable ErrorCode errorCode,
            @Nullable String changeDigest) {

        /** Of an operation that changed nothing. */
        public KmsContext(
                @Nullable UUID keyId,
                String operationType,
                @Nullable Algorithm algorithm,
                @Nullable Integer keySizeBits,
                boolean success,
                @Nullable ErrorCode errorCode) {
            this(keyId, operationType, algorithm, keySizeBits, success, errorCode, null);
        }
    }
}
