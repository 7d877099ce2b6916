package io.keywright.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an approver says to a request for approval.
 *
 * @param voucher the trust anchor that vouched for the voter; null for an authority of the configuration
 */
public record Vote(
        Party voter,
        boolean granted,
        Instant votedAt,
        @Nullable Voucher voucher) {

    /** A vote of somebody for whom an authority of the configuration vouched. */
    public Vote(Party voter, boolean granted, Instant votedAt) {
        this(voter, granted, votedAt, null);
    }
}
