package io.keywright.core.crypto;

import io.keywright.model.Algorithm;
import io.keywright.model.DigestAlgorithm;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import java.util.Map;
import java.util.Optional;

/** What is signed: data, or the digest of data that whoever asks has hashed. The signature is one of the data either way. */
public sealed interface Message {

    /** The bytes that were sent. */
    byte[] bytes();

    /** Data that was not hashed before. */
    record Data(byte[] bytes) implements Message {}

    /** The digest of data. */
    record Digest(DigestAlgorithm algorithm, byte[] bytes) implements Message {

        /**
         * Passes if {@code signing} hashes data just so.
         *
         * @throws KeywrightException INVALID_REQUEST if it does not, or the digest has another length than such have
         */
        void requireFit(Algorithm signing) {
            Optional<DigestAlgorithm> own = signing.digest();
            if (own.isEmpty()) {
                throw refusal(
                        "digest_not_signed",
                        signing.wireName()
                                + " signs data alone: send data if it fits into a request, or sign the digest with an EC or RSA key.");
            }
            if (own.get() != algorithm) {
                throw refusal(
                        "digest_does_not_fit",
                        signing.wireName() + " signs digests by " + own.get().wireName()
                                + " alone; send such a digest_algorithm and digest.");
            }
            if (bytes.length != algorithm.sizeBytes()) {
                throw refusal(
                        "digest_size",
                        "A digest by " + algorithm.wireName() + " has " + algorithm.sizeBytes()
                                + " bytes; send those.");
            }
        }

        private static KeywrightException refusal(String reason, String advice) {
            return new KeywrightException(
                    ErrorCode.INVALID_REQUEST, advice, Map.of("reason", reason, "member", "digest"));
        }
    }
}
