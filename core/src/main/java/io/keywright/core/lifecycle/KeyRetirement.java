package io.keywright.core.lifecycle;

import io.keywright.core.approval.ApprovalGate;
import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.ScopeClaim;
import io.keywright.core.call.Outcome;
import io.keywright.core.call.UseCase;
import io.keywright.core.change.KeyChange;
import io.keywright.core.usage.InUse;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyReference;
import io.keywright.model.KeywrightException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Puts keys out of use and back into it, and plans their destruction, which can be undone until it is done. */
public final class KeyRetirement {

    /** How long a key waits for its destruction at the least. */
    public static final Duration SHORTEST_WAIT = Duration.ofDays(7);

    /** And at the most; so long if nothing else is said. */
    public static final Duration LONGEST_WAIT = Duration.ofDays(30);

    private final KeyChoice choice;
    private final KeyRing keys;
    private final InUse inUse;
    private final Clock clock;

    public KeyRetirement(
            Authorizer authorizer, ApprovalGate gate, KeyStore store, KeyRing keys, InUse inUse, Clock clock) {
        this.choice = new KeyChoice(authorizer, gate, store);
        this.keys = keys;
        this.inUse = inUse;
        this.clock = clock;
    }

    /** Archives a key: it protects nothing any more, and processes what it protected. */
    public UseCase<KeyMetadata> archive(ScopeClaim claim, KeyReference reference) {
        return move(claim, reference, KeyMove.ARCHIVE::of);
    }

    /** Makes an archived key active again. */
    public UseCase<KeyMetadata> restore(ScopeClaim claim, KeyReference reference) {
        return move(claim, reference, KeyMove.RESTORE::of);
    }

    /**
     * Archives a key and plans the erasure of its material.
     *
     * @param wait until then; null for {@link #LONGEST_WAIT}
     * @param confirmed whether that is wanted also if the key was used lately, see {@link InUse}
     */
    public UseCase<KeyMetadata> scheduleDestruction(
            ScopeClaim claim, KeyReference reference, @Nullable Duration wait, boolean confirmed) {
        Duration checked = wait == null ? LONGEST_WAIT : wait;
        if (checked.compareTo(SHORTEST_WAIT) < 0 || checked.compareTo(LONGEST_WAIT) > 0) {
            throw new KeywrightException(
                    ErrorCode.INVALID_REQUEST,
                    "waiting_period must be P7D to P30D; to destroy a key at once, revoke it.",
                    Map.of("member", "waiting_period"));
        }
        return move(claim, reference, key -> {
            KeyMetadata planned = KeyMove.destroyedAt(now().plus(checked), key);
            inUse.requireConfirmed(key, confirmed);
            return planned;
        });
    }

    /** Plans that no more; the key stays archived. */
    public UseCase<KeyMetadata> cancelDestruction(ScopeClaim claim, KeyReference reference) {
        return move(claim, reference, KeyMove.CANCEL_DESTRUCTION::of);
    }

    private UseCase<KeyMetadata> move(ScopeClaim claim, KeyReference reference, UnaryOperator<KeyMetadata> move) {
        return UseCase.blocking(call -> {
            KeyMetadata before = choice.find(call, claim, reference).metadata();
            KeyMetadata after = move.apply(before);
            return Outcome.of(after, new KeyChange.Moved(after, before, now())).then(() -> keys.forget(before));
        });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
