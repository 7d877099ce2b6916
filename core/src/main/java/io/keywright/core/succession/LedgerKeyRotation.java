package io.keywright.core.succession;

import io.keywright.core.approval.ApprovalGate;
import io.keywright.core.authorization.Authorizer;
import io.keywright.core.call.Outcome;
import io.keywright.core.call.UseCase;
import io.keywright.core.change.InstallationChange.LedgerKeyRotated;
import io.keywright.core.journal.LedgerKeyring;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.LedgerKeys;
import io.keywright.core.ledger.NewLedgerKey;
import io.keywright.core.root.RootProviderException;
import io.keywright.ledger.note.VerifierKey;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.model.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;

/**
 * Has another key succeed the ledger's. The new key, the statement that both sign, the last receipt of the old key and the
 * first checkpoint of the new one get durable together, or none of them does.
 */
public final class LedgerKeyRotation {

    /** The longest that an old key may sign beside the new one. */
    public static final Duration LONGEST_OVERLAP = Duration.ofDays(366);

    private final Authorizer authorizer;
    private final ApprovalGate gate;
    private final LedgerKeys keys;
    private final LedgerKeyring ring;
    private final Duration overlap;
    private final Clock clock;

    /** @param overlap for how long an old key signs beside the new one, where nothing else is asked for */
    public LedgerKeyRotation(
            Authorizer authorizer,
            ApprovalGate gate,
            LedgerKeys keys,
            LedgerKeyring ring,
            Duration overlap,
            Clock clock) {
        this.authorizer = authorizer;
        this.gate = gate;
        this.keys = keys;
        this.ring = ring;
        this.overlap = overlap;
        this.clock = clock;
    }

    /**
     * Which key handed over to which.
     *
     * @param overlapUntil until when the old one signs checkpoints, too
     */
    public record Rotated(VerifierKey from, VerifierKey to, Instant overlapUntil) {}

    /**
     * Has a key that is made now succeed the one that signs.
     *
     * @param wanted for how long the old key signs beside the new one; nothing for a key that others may have, too
     */
    public UseCase<Rotated> rotate(Optional<Duration> wanted) {
        Duration checked = wanted.orElse(overlap);
        if (checked.isNegative() || checked.compareTo(LONGEST_OVERLAP) > 0) {
            throw new KeywrightException(
                    ErrorCode.INVALID_REQUEST, "overlap must be P0D to P366D.", Map.of("member", "overlap"));
        }
        return UseCase.blocking(call -> {
            authorizer.require(call.caller(), EnumSet.of(Role.PLATFORM_ADMIN));
            gate.guard(call);
            LedgerKeyRotated change = change(checked);
            return Outcome.of(new Rotated(change.from(), change.to().verifierKey(), change.overlapUntil()), change);
        });
    }

    /** A change to a key that is made now. */
    LedgerKeyRotated change() {
        return change(overlap);
    }

    private LedgerKeyRotated change(Duration beside) {
        VerifierKey from = ring.current().verifierKey();
        NewLedgerKey next = made();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new LedgerKeyRotated(
                from, next.key(), next.stored().provider(), next.stored().wrapped(), now, now.plus(beside));
    }

    /** A key's id has four bytes only, by which signatures are told apart. */
    private NewLedgerKey made() {
        try {
            NewLedgerKey next = keys.make(ring.origin());
            if (ring.signers().all().stream()
                    .anyMatch(key -> key.id() == next.key().id())) {
                return made();
            }
            return next;
        } catch (StoreException e) {
            throw e.asRefusal();
        } catch (RootProviderException e) {
            throw new KeywrightException(
                    ErrorCode.DEPENDENCY_UNAVAILABLE,
                    "The root provider cannot wrap the ledger's new key right now; nothing was changed. Try again.",
                    Map.of("dependency", "root_provider"),
                    e);
        }
    }
}
