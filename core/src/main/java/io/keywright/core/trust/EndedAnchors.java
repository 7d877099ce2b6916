package io.keywright.core.trust;

import io.keywright.core.change.TrustChange;
import io.keywright.core.follow.Following;
import io.keywright.core.journal.Conflict;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.Attempt;
import io.keywright.core.ledger.Recorder;
import io.keywright.model.Caller;
import io.keywright.model.Operation;
import io.keywright.model.TrustAnchor;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/**
 * Retires anchors that were replaced, once their time is over: each with a receipt, and once, whichever node comes first. Calls
 * block.
 *
 * @param inForce the anchors that are in force, which follow the store
 */
public record EndedAnchors(TrustAnchorStore store, Recorder recorder, Following inForce, InstantSource clock) {

    /**
     * Looks once. What fails holds up no other anchor, and is thrown at the end.
     *
     * @throws StoreException if the store cannot be read; another look does what was not done
     */
    public void look() throws StoreException {
        List<TrustAnchor> ended = store.ended(clock.instant());
        if (ended.isEmpty()) {
            return;
        }
        List<RuntimeException> failures =
                ended.stream().map(this::retire).flatMap(Optional::stream).toList();
        inForce.changed();
        if (!failures.isEmpty()) {
            RuntimeException first = failures.getFirst();
            failures.stream().skip(1).forEach(first::addSuppressed);
            throw first;
        }
    }

    /** What went wrong, unless another node did it first. */
    private Optional<RuntimeException> retire(TrustAnchor anchor) {
        Attempt attempt = Attempt.of(Caller.SERVICE, Operation.UPDATE_TRUST_ANCHOR)
                .within(anchor.scope())
                .naming(anchor.anchorId());
        try {
            recorder.succeeded(attempt, new TrustChange.AnchorRetired(anchor.retired()))
                    .join();
            return Optional.empty();
        } catch (CompletionException e) {
            return e.getCause() instanceof Conflict ? Optional.empty() : Optional.of(e);
        }
    }
}
