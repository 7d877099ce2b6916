package io.keywright.core.ledger;

import io.keywright.core.journal.LedgerHead;
import io.keywright.core.journal.LedgerKeyring;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.ReceiptStore.LedgerView;
import io.keywright.ledger.cosignature.Cosigner;
import io.keywright.ledger.note.NoteSignature;
import io.keywright.ledger.note.SignedNote;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The checkpoints that leave the server: signed by the ledger's key within their commit, and here by old keys that have
 * handed over a while ago, and by a key that holds against quantum computers. That takes about a millisecond, so the journal does not do it, and it is done
 * once for each checkpoint that somebody asks for. Calls may block; safe from any thread.
 */
public final class Checkpoints {

    private record Cosigned(String source, PublishedCheckpoint checkpoint) {}

    private final ReceiptStore store;
    private final LedgerKeyring keys;
    private final Cosigner cosigner;
    private final WitnessedCheckpoints witnessed;
    private final InstantSource clock;
    private volatile Optional<Cosigned> latest = Optional.empty();

    public Checkpoints(
            ReceiptStore store,
            LedgerKeyring keys,
            Cosigner cosigner,
            WitnessedCheckpoints witnessed,
            InstantSource clock) {
        this.store = store;
        this.keys = keys;
        this.cosigner = cosigner;
        this.witnessed = witnessed;
        this.clock = clock;
    }

    /** The ledger's newest. */
    public PublishedCheckpoint newest() throws StoreException {
        return publish(store.ledger(LedgerView::head));
    }

    /** The newest that enough witnesses cosigned. */
    public Optional<PublishedCheckpoint> witnessed() {
        return witnessed.newest();
    }

    /** One that holds the leaf of that number: witnessed if there is one, else published before if there is one. */
    public PublishedCheckpoint holding(long index) throws StoreException {
        Optional<PublishedCheckpoint> known = witnessed
                .newest()
                .filter(checkpoint -> checkpoint.holds(index))
                .or(() -> latest.map(Cosigned::checkpoint).filter(checkpoint -> checkpoint.holds(index)));
        return known.isPresent() ? known.get() : newest();
    }

    private synchronized PublishedCheckpoint publish(LedgerHead head) {
        Optional<PublishedCheckpoint> known =
                latest.filter(it -> it.source().equals(head.checkpoint())).map(Cosigned::checkpoint);
        return known.orElseGet(() -> cosign(head));
    }

    private PublishedCheckpoint cosign(LedgerHead head) {
        SignedNote note = SignedNote.parse(head.checkpoint());
        Instant now = clock.instant();
        List<NoteSignature> more = new ArrayList<>();
        keys.retiring(now)
                .forEach(old -> more.addAll(SignedNote.sign(note.text(), old).signatures()));
        more.add(cosigner.cosign(note.text(), now));
        PublishedCheckpoint published = PublishedCheckpoint.of(note.with(more));
        if (latest.map(it -> it.checkpoint().head().size() <= head.size()).orElse(true)) {
            latest = Optional.of(new Cosigned(head.checkpoint(), published));
        }
        return published;
    }
}
