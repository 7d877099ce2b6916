package io.keywright.server.rest.operations;

import io.keywright.core.crypto.Message;
import io.keywright.model.DigestAlgorithm;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.server.rest.PayloadLimit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is signed, as it is sent: data, or a digest of it and how that was made. */
record SignedContent(
        byte @Nullable [] data,
        byte @Nullable [] digest,
        @Nullable DigestAlgorithm digestAlgorithm) {

    Message message(PayloadLimit limit) {
        if (data != null && digest == null && digestAlgorithm == null) {
            return new Message.Data(limit.check("data", data));
        }
        if (data == null && digest != null && digestAlgorithm != null) {
            return new Message.Digest(digestAlgorithm, digest);
        }
        throw new KeywrightException(
                ErrorCode.INVALID_REQUEST,
                "Send either data, or digest and digest_algorithm.",
                Map.of("reason", "data_or_digest"));
    }
}
