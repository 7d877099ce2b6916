package io.keywright.server.rest.keys;

import io.keywright.core.ledger.Recorded;
import io.keywright.core.lifecycle.KeyUsageReports.Report;
import io.keywright.core.quota.EncryptionLimit;
import io.keywright.core.usage.LastUse;
import io.keywright.core.usage.UseCount;
import io.keywright.model.KeyState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How a key was used.
 *
 * @param encryptions how many ciphertexts under it have left the service, in all its time; null if it encrypts nothing
 * @param encryptionLimit how many there may be; null if it encrypts nothing
 */
@Schema(name = "KeyUsageReport")
record KeyUsageAnswer(
        UUID keyId,
        KeyState keyState,
        Instant from,
        Instant to,
        long totalUses,
        @Nullable Long encryptions,
        @Nullable Long encryptionLimit,
        List<LastUseBody> lastUses,
        List<UseCountBody> days,
        UUID receiptId) {

    /** Who used it last for what. */
    @Schema(name = "LastUse")
    record LastUseBody(String module, String operation, Instant lastUsedAt, UUID lastReceiptId) {
        static LastUseBody of(LastUse use) {
            return new LastUseBody(use.module(), use.operation().verb(), use.at(), use.receiptId());
        }
    }

    /** How often on a day. */
    @Schema(name = "UseCount")
    record UseCountBody(
            String day,
            String module,
            String operation,
            long uses,
            long refused,
            Instant lastUsedAt,
            UUID lastReceiptId) {
        static UseCountBody of(UseCount count) {
            return new UseCountBody(
                    count.day().toString(),
                    count.module(),
                    count.operation().verb(),
                    count.uses(),
                    count.refused(),
                    count.lastAt(),
                    count.lastReceiptId());
        }
    }

    static KeyUsageAnswer of(Recorded<Report> recorded) {
        Report report = recorded.value();
        return new KeyUsageAnswer(
                report.key().keyId(),
                report.key().keyState(),
                report.from(),
                report.to(),
                report.uses().uses(),
                report.encryptions().orElse(null),
                report.encryptions().map(made -> EncryptionLimit.MOST).orElse(null),
                report.uses().lastUses().stream().map(LastUseBody::of).toList(),
                report.uses().counts().stream().map(UseCountBody::of).toList(),
                recorded.receiptId());
    }
}
