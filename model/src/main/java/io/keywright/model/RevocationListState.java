package io.keywright.model;

import java.time.Instant;
import java.util.Optional;

/**
 * How an authority's revocation list stands.
 *
 * @param revoked how many of its certificates were revoked by now
 * @param latest the list that it signed last
 */
public record RevocationListState(long revoked, Optional<Signed> latest) {

    /** Of an authority that has neither revoked nor signed a list. */
    public static final RevocationListState NONE = new RevocationListState(0, Optional.empty());

    /**
     * A list.
     *
     * @param number one more with each list (RFC 5280, section 5.2.3)
     * @param covered how many revocations it knows
     * @param list DER
     * @param nextUpdate until when it holds
     */
    public record Signed(long number, long covered, byte[] list, Instant signedAt, Instant nextUpdate) {}

    /** Whether the list knows all, and half of its time is still to come. */
    public boolean isFresh(Instant now) {
        return latest.isPresent() && latest.get().covered() == revoked && now.isBefore(middle(latest.get()));
    }

    private static Instant middle(Signed list) {
        return list.signedAt()
                .plusMillis((list.nextUpdate().toEpochMilli() - list.signedAt().toEpochMilli()) / 2);
    }

    public long nextNumber() {
        return latest.map(it -> it.number() + 1).orElse(1L);
    }
}
