package io.keywright.core.lifecycle;

import static io.keywright.model.KeyState.ACTIVE;
import static io.keywright.model.KeyState.ARCHIVED;
import static io.keywright.model.KeyState.DESTROYED;
import static io.keywright.model.KeyState.PENDING_ROTATION;

import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyState;
import io.keywright.model.KeywrightException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;

/** The moves between the states of a key: the one place that knows which lead where (NIST SP 800-57 part 1, section 7). */
public enum KeyMove {
    /** A successor takes over; what the key protected can still be processed. */
    ROTATE(EnumSet.of(ACTIVE), key -> true, PENDING_ROTATION),
    /** A successor takes over, and the key has no grace period: it may be compromised. */
    REPLACE(EnumSet.of(ACTIVE), key -> true, ARCHIVED),
    /** The key protects nothing any more: its grace period is over, or somebody wants so. */
    ARCHIVE(EnumSet.of(ACTIVE, PENDING_ROTATION), key -> true, ARCHIVED),
    /** The key protects again. One that has a successor does not: its line has one active version. */
    RESTORE(EnumSet.of(ARCHIVED), key -> key.rotatedTo() == null && key.destroysAt() == null, ACTIVE),
    /** The material will be erased; until then the key is archived. */
    SCHEDULE_DESTRUCTION(EnumSet.of(ACTIVE, PENDING_ROTATION, ARCHIVED), key -> key.destroysAt() == null, ARCHIVED),
    /** The material will not be erased; the key stays archived. */
    CANCEL_DESTRUCTION(EnumSet.of(ARCHIVED), key -> key.destroysAt() != null, ARCHIVED),
    /** The waiting period is over, and the material is erased. */
    DESTROY(EnumSet.of(ARCHIVED), key -> key.destroysAt() != null, DESTROYED),
    /** The material is erased at once. */
    REVOKE(EnumSet.of(ACTIVE, PENDING_ROTATION, ARCHIVED), key -> true, DESTROYED);

    private final Set<KeyState> from;
    private final Predicate<KeyMetadata> allowed;
    private final KeyState to;

    KeyMove(Set<KeyState> from, Predicate<KeyMetadata> allowed, KeyState to) {
        this.from = from;
        this.allowed = allowed;
        this.to = to;
    }

    /**
     * The key after the move. A planned destruction is not planned any more.
     *
     * @throws KeywrightException KEY_INACTIVE or KEY_REVOKED if its state does not allow the move
     */
    public KeyMetadata of(KeyMetadata key) {
        if (!from.contains(key.keyState()) || !allowed.test(key)) {
            throw StateTable.refusal(key, this);
        }
        return key.in(to);
    }

    /** The key after {@link #SCHEDULE_DESTRUCTION}. */
    static KeyMetadata destroyedAt(Instant time, KeyMetadata key) {
        return SCHEDULE_DESTRUCTION.of(key).destroyedAt(time);
    }
}
