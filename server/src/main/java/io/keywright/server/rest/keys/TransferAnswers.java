package io.keywright.server.rest.keys;

import io.keywright.core.foreign.KeyTransport;
import io.keywright.core.ledger.Recorded;
import io.keywright.core.transfer.KeyExport.Exported;
import io.keywright.core.transfer.KeyImports.Begun;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What calls about keys that come and leave answer. */
final class TransferAnswers {

    private TransferAnswers() {}

    /** @param wrappingKey PEM SubjectPublicKeyInfo, for this import alone */
    record ImportAnswer(
            UUID importId, String wrappingKey, String wrappingAlgorithm, Instant expiresAt, UUID receiptId) {
        static ImportAnswer of(Recorded<Begun> recorded) {
            Begun begun = recorded.value();
            return new ImportAnswer(
                    begun.importId(),
                    begun.wrappingKey().pem(),
                    KeyTransport.ALGORITHM,
                    begun.expiresAt(),
                    recorded.receiptId());
        }
    }

    @Schema(name = "ExportedKey")
    record ExportAnswer(UUID keyId, byte[] wrappedMaterial, String wrappingAlgorithm, UUID receiptId) {
        static ExportAnswer of(Recorded<Exported> recorded) {
            Exported exported = recorded.value();
            return new ExportAnswer(
                    exported.key().keyId(), exported.wrappedMaterial(), KeyTransport.ALGORITHM, recorded.receiptId());
        }
    }
}
