package io.keywright.core.usage;

import io.keywright.core.ledger.Details;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeywrightException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Has whoever destroys a key confirm it once more if the key was used lately. Calls block.
 *
 * @param recent how long ago is lately; zero to ask nobody
 */
public record InUse(KeyUses uses, Duration recent, Clock clock) {

    private static final int MOST_TOLD = 20;

    /**
     * Passes if the key was not used lately, or that is {@code confirmed}.
     *
     * @throws KeywrightException INVALID_REQUEST, naming who used it last and for what
     */
    public void requireConfirmed(KeyMetadata key, boolean confirmed) {
        if (confirmed || recent.isZero()) {
            return;
        }
        Instant since = clock.instant().minus(recent);
        List<LastUse> last = uses.latest(key, since).lastUses();
        if (!last.isEmpty()) {
            throw inUse(since, last);
        }
    }

    private static KeywrightException inUse(Instant since, List<LastUse> last) {
        return new KeywrightException(
                ErrorCode.INVALID_REQUEST,
                "The key was used lately, as details say; see GET /kms/v1/keys/{key_id}/usage,"
                        + " and send confirm_in_use: true to destroy it all the same.",
                Map.of(
                        "reason",
                        "key_in_use",
                        "since",
                        Details.time(since),
                        "last_uses",
                        last.stream().limit(MOST_TOLD).map(InUse::told).toList()));
    }

    private static Map<String, String> told(LastUse use) {
        return Map.of(
                "module", use.module(),
                "operation", use.operation().verb(),
                "last_used_at", Details.time(use.at()),
                "last_receipt_id", use.receiptId().toString());
    }
}
