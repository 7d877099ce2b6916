package io.keywright.server.rest.ledger;

import io.keywright.server.rest.Approvable;
import io.keywright.server.rest.Member;
import java.time.Duration;
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
        return Member.duration("overlap", overlap, "P30D");
    }
}
