package io.keywright.server.rest.ledger;

import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.server.rest.Approvable;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * That another key is to succeed the ledger's.
 *
 * @param overlap for how long the old one signs checkpoints beside it, in ISO 8601, P0D to P366D; as configured if left out
 */
record RotateLedgerKeyRequest(
        @Nullable String overlap, @Nullable String approvalToken) implements Approvable {

    Optional<Duration> wanted() {
        try {
            return Optional.ofNullable(overlap).map(Duration::parse);
        } catch (DateTimeParseException e) {
            throw new KeywrightException(
                    ErrorCode.INVALID_REQUEST,
                    "overlap must be an ISO 8601 duration in days, such as P30D.",
                    Map.of("member", "overlap"));
        }
    }
}
