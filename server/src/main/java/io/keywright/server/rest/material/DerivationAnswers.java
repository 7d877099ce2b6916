package io.keywright.server.rest.material;

import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.ledger.Recorded;
import io.keywright.core.operations.DerivedSecrets.Derived;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the calls that derive and draw answer. A secret is written once. */
final class DerivationAnswers {

    private DerivationAnswers() {}

    /** @param keyId of the key that it was derived from; absent if it was from a secret */
    @Schema(name = "DerivedSecret")
    record DeriveAnswer(
            @Schema(implementation = String.class, format = "byte")
            SecretBytes derived,

            @Nullable UUID keyId,
            UUID receiptId) {

        static DeriveAnswer of(Recorded<Derived> derived) {
            return new DeriveAnswer(derived.value().secret(), derived.value().keyId(), derived.receiptId());
        }
    }

    @Schema(name = "RandomBytes")
    record RandomAnswer(
            @Schema(implementation = String.class, format = "byte")
            SecretBytes bytes,

            UUID receiptId) {

        static RandomAnswer of(Recorded<SecretBytes> random) {
            return new RandomAnswer(random.value(), random.receiptId());
        }
    }
}
