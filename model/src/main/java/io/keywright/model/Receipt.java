package io.keywright.model;

import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
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
     * The members whose values this version does not know, and the values: a newer version wrote them. The receipt is no
     * worse for it.
     */
    public SortedMap<String, String> newer() {
        SortedMap<String, String> newer = new TreeMap<>();
        if (Operation.named(operation).isEmpty()) {
            newer.put("operation", operation);
        }
        String algorithm = context.algorithm();
        if (algorithm != null && WireName.find(Algorithm.class, algorithm).isEmpty()) {
            newer.put("algorithm", algorithm);
        }
        String code = context.errorCode();
        if (code != null
                && Arrays.stream(ErrorCode.values()).noneMatch(it -> it.name().equals(code))) {
            newer.put("error_code", code);
        }
        return newer;
    }

    /**
     * What was done, and with what. Algorithm and error code are names: those that this version has, or a newer one's.
     *
     * @param keyId null if no key is known, as for a refused request that names none
     * @param operationType see {@link Operation#verb()}
     * @param algorithm see {@link Algorithm#wireName()}; null where none applies
     * @param keySizeBits null where no key is known
     * @param errorCode the name of an {@link ErrorCode}; null if {@code success}
     * @param changeDigest SHA-256 in Base64 of what was changed, in RFC 8785 form; null where nothing was
     */
    public record KmsContext(
            @Nullable UUID keyId,
            String operationType,
            @Nullable String algorithm,
            @Nullable Integer keySizeBits,
            boolean success,
            @Nullable String errorCode,
            @Nullable String changeDigest) {

        private static final Pattern ALGORITHM = Pattern.compile("[A-Z][A-Za-z0-9._+/-]{0,63}");
        private static final Pattern ERROR_CODE = Pattern.compile("[A-Z][A-Z0-9_]{0,63}");

        public KmsContext {
            if (algorithm != null
                    && WireName.find(Algorithm.class, algorithm).isEmpty()
                    && !ALGORITHM.matcher(algorithm).matches()) {
                throw new IllegalArgumentException(
                        "algorithm must be a name of at most 64 characters that begins with a capital letter");
            }
            if (errorCode != null && !ERROR_CODE.matcher(errorCode).matches()) {
                throw new IllegalArgumentException("error_code must be a name of capital letters");
            }
        }

        /** Of an operation that changed nothing, in this version's names. */
        public KmsContext(
                @Nullable UUID keyId,
                String operationType,
                @Nullable Algorithm algorithm,
                @Nullable Integer keySizeBits,
                boolean success,
                @Nullable ErrorCode errorCode) {
            this(
                    keyId,
                    operationType,
                    algorithm == null ? null : algorithm.wireName(),
                    keySizeBits,
                    success,
                    errorCode == null ? null : errorCode.name(),
                    null);
        }

        /** The same, of an operation that made the change of that digest; of none if it is null. */
        public KmsContext changing(@Nullable String digest) {
            return Objects.equals(digest, changeDigest)
                    ? this
                    : new KmsContext(keyId, operationType, algorithm, keySizeBits, success, errorCode, digest);
        }
    }
}
