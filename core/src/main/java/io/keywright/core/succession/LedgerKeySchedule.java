package io.keywright.core.succession;

import io.keywright.core.journal.Conflict;
import io.keywright.core.journal.LedgerKeyring;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.Attempt;
import io.keywright.core.ledger.LedgerKeyStore;
import io.keywright.core.ledger.ReceiptStore;
import io.keywright.core.ledger.ReceiptStore.Entry;
import io.keywright.core.ledger.Recorder;
import io.keywright.core.rotation.DueLedgerKey;
import io.keywright.core.rotation.DueLedgerKeys;
import io.keywright.ledger.note.VerifierKey;
import io.keywright.ledger.receipt.CanonicalReceipt;
import io.keywright.ledger.succession.Succession;
import io.keywright.model.Caller;
import io.keywright.model.Operation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/**
 * Does what is due with the ledger's keys: another one succeeds the one that has signed for long enough, and old ones that do
 * not sign any more are erased. Calls block.
 *
 * @param period for how long a key signs; empty for as long as nobody asks for another
 */
public record LedgerKeySchedule(
        LedgerKeyRotation rotation,
        Optional<Duration> period,
        LedgerKeyring ring,
        LedgerKeyStore store,
        ReceiptStore receipts,
        Recorder recorder,
        Clock clock)
        implements DueLedgerKeys {

    /**
     * Looks once.
     *
     * @throws StoreException if the store cannot be read or written; another look does what was not done
     */
    public void look() throws StoreException {
        letGo();
        erase();
        if (due()) {
            rotate();
        }
    }

    private void erase() throws StoreException {
        Instant now = clock.instant();
        if (!store.retiring().stream().allMatch(old -> now.isBefore(old.until()))) {
            store.eraseRetired(now);
        }
    }

    /** Lets go of what this node holds of keys that do not sign any more; what the other nodes hold is theirs to let go of. */
    public void letGo() {
        ring.letGo(clock.instant());
    }

    private boolean due() throws StoreException {
        Optional<DueLedgerKey> next = next();
        return next.isPresent() && !clock.instant().isBefore(next.get().dueAt());
    }

    @Override
    public Optional<DueLedgerKey> next() throws StoreException {
        if (period.isEmpty()) {
            return Optional.empty();
        }
        VerifierKey key = ring.current().verifierKey();
        return since().map(since -> new DueLedgerKey(key, since.plus(period.get())));
    }

    /** When the ledger got the key that it has: the time of its last succession, or of its first receipt. */
    private Optional<Instant> since() throws StoreException {
        Succession succession = ring.succession();
        if (!succession.isEmpty()) {
            return Optional.of(succession.statements().getLast().at());
        }
        List<Entry> first = receipts.entries(0, 1);
        return first.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        CanonicalReceipt.parse(first.getFirst().canonical()).timestamp());
    }

    private void rotate() {
        Attempt attempt = Attempt.of(Caller.SERVICE, Operation.ROTATE_LEDGER_KEY);
        try {
            recorder.succeeded(attempt, rotation.change()).join();
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof Conflict)) {
                throw e;
            }
        }
    }
}
