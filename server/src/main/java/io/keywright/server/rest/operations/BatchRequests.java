package io.keywright.server.rest.operations;

import io.keywright.core.crypto.Encrypted;
import io.keywright.core.crypto.Message;
import io.keywright.core.operations.Ciphertext;
import io.keywright.core.operations.Plaintext;
import io.keywright.core.operations.ReEncryptable;
import io.keywright.core.operations.ReEncryption;
import io.keywright.core.operations.Signed;
import io.keywright.model.Algorithm;
import io.keywright.model.DigestAlgorithm;
import io.keywright.model.Environment;
import io.keywright.model.Plane;
import io.keywright.server.rest.PayloadLimit;
import io.keywright.server.rest.json.Required;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the batches of the operations take: scope, key and algorithm once, and the other members of each single call. */
final class BatchRequests {

    private BatchRequests() {}

    record SignBatchRequest(
            @Nullable String tenantId,
            @Nullable Environment environment,
            @Nullable Plane plane,
            @Required String keyId,
            @Nullable Algorithm algorithm,
            @Required List<SignItem> items,
            @Nullable String approvalToken)
            implements KeyedRequest {

        List<Message> content(PayloadLimit limit) {
            BatchLimit.check(limit, "data", items, SignItem::data);
            return items.stream()
                    .map(item -> new SignedContent(item.data, item.digest, item.digestAlgorithm).message(limit))
                    .toList();
        }
    }

    record SignItem(
            byte @Nullable [] data,
            byte @Nullable [] digest,
            @Nullable DigestAlgorithm digestAlgorithm) {}

    record VerifyBatchRequest(
            @Nullable String tenantId,
            @Nullable Environment environment,
            @Nullable Plane plane,
            @Required String keyId,
            @Nullable Algorithm algorithm,
            @Required List<VerifyItem> items,
            @Nullable String approvalToken)
            implements KeyedRequest {

        List<Signed> content(PayloadLimit limit) {
            BatchLimit.check(limit, "data", items, VerifyItem::data);
            return items.stream()
                    .map(item -> new Signed(
                            new SignedContent(item.data, item.digest, item.digestAlgorithm).message(limit),
                            item.signature))
                    .toList();
        }
    }

    record VerifyItem(
            byte @Nullable [] data,
            byte @Nullable [] digest,
            @Nullable DigestAlgorithm digestAlgorithm,
            @Required byte[] signature) {}

    record EncryptBatchRequest(
            @Nullable String tenantId,
            @Nullable Environment environment,
            @Nullable Plane plane,
            @Required String keyId,
            @Nullable Algorithm algorithm,
            @Required List<EncryptItem> items,
            @Nullable String approvalToken)
            implements KeyedRequest {

        List<Plaintext> content(PayloadLimit limit) {
            BatchLimit.check(limit, "plaintext", items, EncryptItem::plaintext);
            return items.stream()
                    .map(item -> new Plaintext(item.plaintext, Aad.of(item.aad)))
                    .toList();
        }
    }

    record EncryptItem(@Required byte[] plaintext, byte @Nullable [] aad) {}

    record DecryptBatchRequest(
            @Nullable String tenantId,
            @Nullable Environment environment,
            @Nullable Plane plane,
            @Required String keyId,
            @Nullable Algorithm algorithm,
            @Required List<DecryptItem> items,
            @Nullable String approvalToken)
            implements KeyedRequest {

        List<Ciphertext> content() {
            BatchLimit.check(items);
            return items.stream()
                    .map(item -> new Ciphertext(new Encrypted(item.iv, item.ciphertext), Aad.of(item.aad)))
                    .toList();
        }
    }

    record DecryptItem(
            @Required byte[] ciphertext, @Required byte[] iv, byte @Nullable [] aad) {}

    record ReEncryptBatchRequest(
            @Nullable String tenantId,
            @Nullable Environment environment,
            @Nullable Plane plane,
            @Required String keyId,
            @Nullable Algorithm algorithm,
            @Nullable String targetKeyId,
            @Nullable Algorithm targetAlgorithm,
            @Required List<ReEncryptItem> items,
            @Nullable String approvalToken)
            implements KeyedRequest {

        ReEncryption keys() {
            return new ReEncryption(key(), targetKeyId, targetAlgorithm);
        }

        List<ReEncryptable> content() {
            BatchLimit.check(items);
            return items.stream().map(ReEncryptItem::content).toList();
        }
    }

    /** @param targetAad of the new ciphertext; if left out, the old one's */
    record ReEncryptItem(
            @Required byte[] ciphertext, @Required byte[] iv, byte @Nullable [] aad, byte @Nullable [] targetAad) {

        ReEncryptable content() {
            return new ReEncryptable(
                    new Ciphertext(new Encrypted(iv, ciphertext), Aad.of(aad)),
                    targetAad == null ? Aad.of(aad) : targetAad);
        }
    }
}
