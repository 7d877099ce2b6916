package io.keywright.server.rest.operations;

import io.keywright.core.crypto.Encrypted;
import io.keywright.core.ledger.Recorded;
import io.keywright.core.operations.BatchResult;
import io.keywright.core.operations.Used;
import io.keywright.model.Algorithm;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the batches of the operations answer: for each item what its own call would, but for the receipt, or an error. */
final class BatchAnswers {

    private BatchAnswers() {}

    /** Why there is no result. */
    record ItemError(ErrorCode code, String message, Map<String, Object> details) {
        static ItemError of(KeywrightException refusal) {
            return new ItemError(refusal.code(), refusal.advice(), refusal.details());
        }
    }

    record SignBatchAnswer(UUID keyId, Algorithm algorithm, UUID receiptId, List<SignedItem> items) {
        static SignBatchAnswer of(Recorded<BatchResult<byte[]>> recorded) {
            BatchResult<byte[]> result = recorded.value();
            return new SignBatchAnswer(
                    result.keyId(),
                    result.algorithm(),
                    recorded.receiptId(),
                    each(
                            result,
                            used -> new SignedItem(used.value(), used.keyId(), used.algorithm(), null),
                            error -> new SignedItem(null, null, null, error)));
        }
    }

    record SignedItem(
            byte @Nullable [] signature,
            @Nullable UUID keyId,
            @Nullable Algorithm algorithm,
            @Nullable ItemError error) {}

    record VerifyBatchAnswer(UUID keyId, Algorithm algorithm, UUID receiptId, List<VerifiedItem> items) {
        static VerifyBatchAnswer of(Recorded<BatchResult<Boolean>> recorded) {
            BatchResult<Boolean> result = recorded.value();
            return new VerifyBatchAnswer(
                    result.keyId(),
                    result.algorithm(),
                    recorded.receiptId(),
                    each(
                            result,
                            used -> new VerifiedItem(used.value(), used.keyId(), used.algorithm(), null),
                            error -> new VerifiedItem(null, null, null, error)));
        }
    }

    record VerifiedItem(
            @Nullable Boolean valid,
            @Nullable UUID keyId,
            @Nullable Algorithm algorithm,
            @Nullable ItemError error) {}

    record EncryptBatchAnswer(UUID keyId, Algorithm algorithm, UUID receiptId, List<EncryptedItem> items) {
        static EncryptBatchAnswer of(Recorded<BatchResult<Encrypted>> recorded) {
            BatchResult<Encrypted> result = recorded.value();
            return new EncryptBatchAnswer(
                    result.keyId(),
                    result.algorithm(),
                    recorded.receiptId(),
                    each(
                            result,
                            used -> new EncryptedItem(
                                    used.value().ciphertext(),
                                    used.keyId(),
                                    used.algorithm(),
                                    used.value().iv(),
                                    null),
                            error -> new EncryptedItem(null, null, null, null, error)));
        }
    }

    record EncryptedItem(
            byte @Nullable [] ciphertext,
            @Nullable UUID keyId,
            @Nullable Algorithm algorithm,
            byte @Nullable [] iv,
            @Nullable ItemError error) {}

    record DecryptBatchAnswer(UUID keyId, Algorithm algorithm, UUID receiptId, List<DecryptedItem> items) {
        static DecryptBatchAnswer of(Recorded<BatchResult<byte[]>> recorded) {
            BatchResult<byte[]> result = recorded.value();
            return new DecryptBatchAnswer(
                    result.keyId(),
                    result.algorithm(),
                    recorded.receiptId(),
                    each(
                            result,
                            used -> new DecryptedItem(used.value(), used.keyId(), null),
                            error -> new DecryptedItem(null, null, error)));
        }
    }

    record DecryptedItem(
            byte @Nullable [] plaintext,
            @Nullable UUID keyId,
            @Nullable ItemError error) {}

    record ReEncryptBatchAnswer(UUID keyId, Algorithm algorithm, UUID receiptId, List<ReEncryptedItem> items) {
        static ReEncryptBatchAnswer of(Recorded<BatchResult<Used<Encrypted>>> recorded) {
            BatchResult<Used<Encrypted>> result = recorded.value();
            return new ReEncryptBatchAnswer(
                    result.keyId(),
                    result.algorithm(),
                    recorded.receiptId(),
                    each(
                            result,
                            used -> ReEncryptedItem.of(used.value(), used.keyId()),
                            error -> new ReEncryptedItem(null, null, null, null, null, error)));
        }
    }

    record ReEncryptedItem(
            byte @Nullable [] ciphertext,
            @Nullable UUID keyId,
            @Nullable Algorithm algorithm,
            byte @Nullable [] iv,
            @Nullable UUID sourceKeyId,
            @Nullable ItemError error) {

        private static ReEncryptedItem of(Used<Encrypted> made, UUID sourceKeyId) {
            return new ReEncryptedItem(
                    made.value().ciphertext(),
                    made.keyId(),
                    made.algorithm(),
                    made.value().iv(),
                    sourceKeyId,
                    null);
        }
    }

    private static <T, A> List<A> each(
            BatchResult<T> result, Function<Used<T>, A> done, Function<ItemError, A> refused) {
        return result.items().stream()
                .map(item -> item.told(done, refusal -> refused.apply(ItemError.of(refusal))))
                .toList();
    }
}
