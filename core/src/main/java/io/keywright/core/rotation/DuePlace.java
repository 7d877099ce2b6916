package io.keywright.core.rotation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;

/**
 * A place in the order in which keys and roots are due.
 *
 * @param id of the key, or what stands for the root or the ledger's key; by its bytes where times are equal
 */
public record DuePlace(Instant dueAt, UUID id) implements Comparable<DuePlace> {

    /** Before everything. */
    public static final DuePlace START = new DuePlace(Instant.EPOCH, new UUID(0, 0));

    /** The place of what has no id of its own: its name's hash stands for it. */
    static DuePlace named(Instant dueAt, String name) {
        return new DuePlace(dueAt, UUID.nameUUIDFromBytes(name.getBytes(UTF_8)));
    }

    /** What is due next comes first. */
    static final Comparator<Due> ORDER = Comparator.comparing(Due::place);

    @Override
    public int compareTo(DuePlace other) {
        int byTime = dueAt.compareTo(other.dueAt);
        int byHighBits = Long.compareUnsigned(id.getMostSignificantBits(), other.id.getMostSignificantBits());
        int byLowBits = Long.compareUnsigned(id.getLeastSignificantBits(), other.id.getLeastSignificantBits());
        return byTime != 0 ? byTime : byHighBits != 0 ? byHighBits : byLowBits;
    }
}
