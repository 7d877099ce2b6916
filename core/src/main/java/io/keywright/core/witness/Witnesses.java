package io.keywright.core.witness;

import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.Checkpoints;
import io.keywright.core.ledger.PublishedCheckpoint;
import io.keywright.core.ledger.ReceiptStore;
import io.keywright.core.witness.Turn.Outcome;
import io.keywright.core.witness.WitnessStatus.State;
import io.keywright.ledger.note.NoteSignature;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/** Has the ledger's checkpoints cosigned: each round asks all witnesses for the newest one. One round at a time. */
public final class Witnesses {

    private final List<ConfiguredWitness> witnesses;
    private final WitnessRules rules;
    private final Checkpoints checkpoints;
    private final ReceiptStore ledger;
    private final WitnessBook book;
    private final Executor blocking;

    public Witnesses(
            List<ConfiguredWitness> witnesses,
            WitnessRules rules,
            Checkpoints checkpoints,
            ReceiptStore ledger,
            WitnessBook book,
            Executor blocking) {
        this.witnesses = List.copyOf(witnesses);
        this.rules = rules;
        this.checkpoints = checkpoints;
        this.ledger = ledger;
        this.book = book;
        this.blocking = blocking;
    }

    /**
     * Asks every witness that has not cosigned the newest checkpoint yet, all at once, and keeps what they say.
     *
     * @throws StoreException if the ledger cannot be read, or what they say not be kept; the next round will ask again
     */
    public synchronized void round() throws StoreException {
        PublishedCheckpoint newest = checkpoints.newest();
        book.look(newest.head().size());
        if (!book.complete(newest.head().size())) {
            Map<String, Outcome> outcomes = ask(newest);
            List<NoteSignature> cosignatures = new ArrayList<>();
            Map<String, State> states = new HashMap<>();
            outcomes.forEach((name, outcome) -> {
                states.put(name, outcome.state());
                cosignatures.addAll(outcome.cosignatures());
            });
            long agreeing = states.values().stream()
                    .filter(state -> state == State.COSIGNED)
                    .count();
            Optional<PublishedCheckpoint> witnessed = agreeing < rules.least()
                    ? Optional.empty()
                    : Optional.of(PublishedCheckpoint.of(newest.note().with(cosignatures)));
            book.keep(newest.head().size(), states, witnessed);
        }
    }

    /** Learns what came of the rounds of another node. */
    public synchronized void follow() throws StoreException {
        book.follow(checkpoints.newest().head().size());
    }

    private Map<String, Outcome> ask(PublishedCheckpoint checkpoint) throws StoreException {
        Map<String, CompletableFuture<Outcome>> asked = new HashMap<>();
        for (ConfiguredWitness witness : witnesses) {
            Turn turn = new Turn(witness, checkpoint, ledger);
            long oldSize = book.standing(witness.name()).size();
            asked.put(witness.name(), CompletableFuture.supplyAsync(() -> take(turn, oldSize), blocking));
        }
        Map<String, Outcome> outcomes = new HashMap<>();
        for (Map.Entry<String, CompletableFuture<Outcome>> each : asked.entrySet()) {
            outcomes.put(each.getKey(), await(each.getValue()));
        }
        return outcomes;
    }

    private static Outcome take(Turn turn, long oldSize) {
        try {
            return turn.take(oldSize);
        } catch (StoreException e) {
            throw new CompletionException(e);
        }
    }

    private static Outcome await(CompletableFuture<Outcome> outcome) throws StoreException {
        try {
            return outcome.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof StoreException failed) {
                throw failed;
            }
            throw e;
        }
    }
}
