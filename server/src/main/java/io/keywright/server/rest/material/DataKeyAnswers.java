package io.keywright.server.rest.material;

import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.ledger.Recorded;
import io.keywright.core.operations.DataKeys.Made;
import io.keywright.core.operations.Used;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the calls about data keys answer. A plaintext is written once. */
final class DataKeyAnswers {

    private DataKeyAnswers() {}

    /** @param plaintext absent if it was asked for wrapped only */
    @Schema(name = "DataKey")
    record DataKeyAnswer(
            byte[] wrapped,

            @Schema(implementation = String.class, format = "byte") @Nullable SecretBytes plaintext,

            UUID keyId,
            UUID receiptId) {

        static DataKeyAnswer of(Recorded<Used<Made>> made) {
            return new DataKeyAnswer(
                    made.value().value().wrapped().bytes(),
                    made.value().value().plaintext().orElse(null),
                    made.value().keyId(),
                    made.receiptId());
        }
    }

    @Schema(name = "UnwrappedDataKey")
    record UnwrapAnswer(
            @Schema(implementation = String.class, format = "byte")
            SecretBytes plaintext,

            UUID keyId,
            UUID receiptId) {

        static UnwrapAnswer of(Recorded<Used<SecretBytes>> used) {
            return new UnwrapAnswer(used.value().value(), used.value().keyId(), used.receiptId());
        }
    }
}
