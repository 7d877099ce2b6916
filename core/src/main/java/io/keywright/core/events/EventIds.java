package io.keywright.core.events;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.keywright.ledger.digest.Sha256;
import io.keywright.model.EventType;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.UUID;

/**
 * Ids of events: UUIDs of version 7 with the time of the receipt, and in place of random bits SHA-256 of the receipt's id
 * and the event's type, and for the second of a type and those after it their place. So an event has the same id however often it is told, and no two events have.
 */
final class EventIds {

    private static final long TIME = 0xffff_ffff_ffff_0000L;
    private static final long VERSION = 0x7000;
    private static final long RANDOM_A = 0x0fff;
    private static final long VARIANT = 1L << 63;

    private EventIds() {}

    static UUID of(UUID receiptId, EventType type) {
        return of(receiptId, type, 0);
    }

    /** @param place of the event among those of its type that the receipt tells of, from 0 on */
    static UUID of(UUID receiptId, EventType type, int place) {
        ByteBuffer id = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(receiptId.getMostSignificantBits())
                .putLong(receiptId.getLeastSignificantBits());
        MessageDigest sha256 = Sha256.digest();
        sha256.update(id.array());
        if (place > 0) {
            sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(place).array());
        }
        ByteBuffer digest = ByteBuffer.wrap(sha256.digest(type.wireName().getBytes(US_ASCII)));
        long high = (receiptId.getMostSignificantBits() & TIME) | VERSION | (digest.getLong() & RANDOM_A);
        return new UUID(high, VARIANT | (digest.getLong() >>> 2));
    }
}
