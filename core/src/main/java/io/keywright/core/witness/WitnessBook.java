package io.keywright.core.witness;

import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.PublishedCheckpoint;
import io.keywright.core.ledger.WitnessedCheckpoints;
import io.keywright.core.witness.WitnessStatus.State;
import io.keywright.ledger.note.SignatureCheck;
import io.keywright.ledger.note.SignedNote;
import io.keywright.ledger.succession.Signers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What is known of the witnesses, in memory and in the store behind it. Safe from any thread. */
public final class WitnessBook implements WitnessedCheckpoints {

    private final WitnessStore store;
    private final WitnessRules rules;
    private final InstantSource clock;
    private final Supplier<Signers> signers;
    private volatile Map<String, WitnessStatus> standings;
    private volatile Optional<PublishedCheckpoint> witnessed;
    private volatile long ledgerSize;

    /**
     * Opens the book.
     *
     * @param names of the witnesses that are configured; what is known of others stays in the store
     * @param signers of the ledger as it is by then, of whom one must have signed the checkpoint that is stored
     * @throws StoreException also if the stored checkpoint is not one of this ledger
     */
    public WitnessBook(
            WitnessStore store, List<String> names, Supplier<Signers> signers, WitnessRules rules, InstantSource clock)
            throws StoreException {
        this.store = store;
        this.signers = signers;
        this.rules = rules;
        this.clock = clock;
        Map<String, Long> sizes = store.cosigned();
        Instant now = clock.instant();
        this.standings = names.stream()
                .collect(Collectors.toUnmodifiableMap(
                        name -> name, name -> new WitnessStatus(State.UNASKED, sizes.getOrDefault(name, 0L), now)));
        Optional<SignedNote> stored = names.isEmpty() ? Optional.empty() : store.witnessed();
        this.witnessed = stored.isEmpty() ? Optional.empty() : Optional.of(checked(stored.get(), signers.get()));
    }

    private static PublishedCheckpoint checked(SignedNote note, Signers signers) throws StoreException {
        PublishedCheckpoint checkpoint = PublishedCheckpoint.of(note);
        if (signers.check(note, checkpoint.head().size()) != SignatureCheck.VALID) {
            throw new StoreException("The witnessed checkpoint is not one that this installation signed: the store was"
                    + " altered. Restore it from a backup, see docs/runbooks/store.md.");
        }
        return checkpoint;
    }

    @Override
    public Optional<PublishedCheckpoint> newest() {
        return witnessed;
    }

    /** How each witness stands, by its name. */
    public Map<String, WitnessStatus> standings() {
        return new TreeMap<>(standings);
    }

    /** How many receipts the witness has not cosigned yet, as of the last round. */
    public long lag(String name) {
        return Math.max(0, ledgerSize - standing(name).size());
    }

    /**
     * Whether the ledger is witnessed as it should be: nobody contradicts it, and enough witnesses have cosigned all of
     * it, or have not been behind for long.
     */
    public boolean sound() {
        Instant patience = clock.instant().minus(rules.patience());
        long following = standings.values().stream()
                .filter(standing ->
                        standing.size() >= ledgerSize || standing.since().isAfter(patience))
                .count();
        return standings.isEmpty()
                || (standings.values().stream().noneMatch(it -> it.state().contradicts())
                        && following >= rules.least());
    }

    /** How a witness stands. */
    public WitnessStatus standing(String name) {
        WitnessStatus standing = standings.get(name);
        if (standing == null) {
            throw new IllegalArgumentException("there is no witness " + name);
        }
        return standing;
    }

    /** Notes how large the ledger is. */
    void look(long size) {
        ledgerSize = size;
    }

    /** Learns from the store what another node did: how far the witnesses came, not why one is behind. */
    void follow(long size) throws StoreException {
        look(size);
        Instant now = clock.instant();
        Map<String, WitnessStatus> next = new HashMap<>(standings);
        store.cosigned()
                .forEach((name, cosigned) -> next.computeIfPresent(
                        name, (known, before) -> cosigned > before.size() ? before.cosigned(cosigned, now) : before));
        Optional<SignedNote> stored = next.isEmpty() ? Optional.empty() : store.witnessed();
        if (stored.isPresent() && !stored.equals(witnessed.map(PublishedCheckpoint::note))) {
            witnessed = Optional.of(checked(stored.get(), signers.get()));
        }
        standings = Map.copyOf(next);
    }

    /** Whether every witness has cosigned the ledger of that size, and enough of them together. */
    boolean complete(long size) {
        return standings.values().stream().allMatch(it -> it.state() == State.COSIGNED && it.size() == size)
                && witnessed.map(it -> it.head().size() == size).orElse(standings.isEmpty());
    }

    /** Keeps what came of a round: first in the store, then in memory. */
    void keep(long size, Map<String, State> states, Optional<PublishedCheckpoint> checkpoint) throws StoreException {
        Map<String, Long> cosigned = new HashMap<>();
        Map<String, WitnessStatus> next = new HashMap<>(standings);
        Instant now = clock.instant();
        states.forEach((name, state) -> {
            WitnessStatus before = standing(name);
            if (state == State.COSIGNED) {
                cosigned.put(name, size);
                next.put(name, before.cosigned(size, now));
            } else {
                next.put(name, before.next(state, now));
            }
        });
        store.keep(cosigned, checkpoint.map(PublishedCheckpoint::note));
        standings = Map.copyOf(next);
        if (checkpoint.isPresent()) {
            witnessed = checkpoint;
        }
    }
}
