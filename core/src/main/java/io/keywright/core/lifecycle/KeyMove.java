package io.keywright.core.lifecycle;

import static io.keywright.model.KeyState.ACTIVE;
import static io.keywright.model.KeyState.ARCHIVED;
import static io.keywright.model.KeyState.DESTROYED;
import static io.keywright.model.KeyState.PENDING_ROTATION;

import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyState;
import io.keywright.model.KeywrightException;
import java.util.Set;

/** The moves between the states of a key: the one place that knows which lead where (NIST SP 800-57 part 1, section 7). */
public enum KeyMove {
    /** A successor takes over; what the key protected can still be processed. */
    ROTATE(Set.of(ACTIVE), PENDING_ROTATION),
    /** The grace period is over. */
    ARCHIVE(Set.of(PENDING_ROTATION), ARCHIVED),
    /** The material is erased. */
    REVOKE(Set.of(ACTIVE, PENDING_ROTATION, ARCHIVED), DESTROYED);

    private final Set<KeyState> from;
    private final KeyState to;

    KeyMove(Set<KeyState> from, KeyState to) {
        this.from = from;
        this.to = to;
    }

    /**
     * The key after the move.
     *
     * @throws KeywrightException KEY_INACTIVE or KEY_REVOKED if its state does not allow the move
     */
    public KeyMetadata of(KeyMetadata key) {
        if (!from.contains(key.keyState())) {
            throw StateTable.refusal(key);
        }
        return key.in(to);
    }
}
