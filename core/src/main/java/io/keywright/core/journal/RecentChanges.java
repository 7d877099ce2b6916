package io.keywright.core.journal;

import io.keywright.core.change.Change;
import io.keywright.core.change.UsageChange;
import io.keywright.ledger.json.CanonicalJson;
import io.keywright.ledger.receipt.CanonicalReceipt;
import io.keywright.model.Operation;
import io.keywright.model.Receipt;
import io.keywright.model.Scope;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The ledger's newest changes that may take something away, of this node and of others: they show which call was decided
 * before one that concerns it. Such a call must not be committed behind it, so that in the ledger's order no key is used after
 * it was revoked. Belongs to the writer's thread.
 */
final class RecentChanges {

    private static final int MOST = 4096;

    /** What a change concerns: these keys of a scope; all of the scope where none is named; everything where there is no scope. */
    private record Recent(long index, Optional<Scope> scope, Set<UUID> keys) {

        boolean concerns(Scope calls, Set<UUID> used) {
            return scope.isEmpty()
                    || (scope.get().equals(calls)
                            && (keys.isEmpty() || used.stream().anyMatch(keys::contains)));
        }
    }

    private final Deque<Recent> recent = new ArrayDeque<>();
    private long since;

    /** Knows the changes from {@code size} on, as far as it learns of them. */
    void begin(long size) {
        recent.clear();
        since = size;
    }

    /** The receipt at {@code index}, whose operation changed something, has become the ledger's newest. */
    void learn(long index, byte[] receipt, byte[] change) {
        try {
            learn(index, CanonicalReceipt.parse(receipt), change);
        } catch (IllegalArgumentException e) {
            add(new Recent(index, Optional.empty(), Set.of()));
        }
    }

    /** The same of one whose receipt is known. What cannot be understood may concern everything. */
    void learn(long index, Receipt receipt, byte[] change) {
        Optional<Operation> operation = Operation.named(receipt.operation());
        if (operation.isEmpty()) {
            add(new Recent(index, Optional.empty(), Set.of()));
            return;
        }
        switch (Concern.of(operation.get())) {
            case KEY_STATE ->
                add(new Recent(index, Optional.of(receipt.scope()), Concern.keys(CanonicalJson.read(change))));
            case KEY_POLICY -> add(new Recent(index, Optional.of(receipt.scope()), Set.of()));
            case ROLE_TAKEN_BACK -> add(new Recent(index, Optional.empty(), Set.of()));
            case KEYS_MADE_OR_PLANNED,
                    ROLE_GIVEN,
                    TRUST_ANCHORS,
                    REVOKED_CERTIFICATES,
                    LEDGER_KEY,
                    ROOT_REFUSED,
                    ROOT_RETIRED,
                    SUBSCRIPTIONS,
                    NOTHING -> {
                // No call is decided otherwise by it, or its decision was made before the call began.
            }
        }
    }

    private void add(Recent change) {
        recent.addLast(change);
        if (recent.size() > MOST) {
            since = recent.removeFirst().index() + 1;
        }
    }

    /** Those from {@code size} on were not committed. */
    void retract(long size) {
        while (!recent.isEmpty() && recent.getLast().index() >= size) {
            recent.removeLast();
        }
    }

    /** Whether a change that concerns {@code pending} came after all that its node had heard of. */
    boolean overtook(Pending pending) {
        long asOf = pending.terms().asOf();
        if (pending.leaf().isEmpty() || asOf == Long.MAX_VALUE) {
            return false;
        }
        if (asOf < since) {
            return true;
        }
        Receipt receipt = pending.leaf().get().receipt();
        Set<UUID> used = Set.of();
        for (Iterator<Recent> newest = recent.descendingIterator(); newest.hasNext(); ) {
            Recent change = newest.next();
            if (change.index() < asOf) {
                return false;
            }
            used = used.isEmpty() ? used(receipt, pending.change()) : used;
            if (change.concerns(receipt.scope(), used)) {
                return true;
            }
        }
        return false;
    }

    private static Set<UUID> used(Receipt receipt, Change change) {
        Set<UUID> used = new HashSet<>();
        if (receipt.context().keyId() != null) {
            used.add(receipt.context().keyId());
        }
        addUsed(change, used);
        return used;
    }

    private static void addUsed(Change change, Set<UUID> used) {
        switch (change) {
            case UsageChange.KeyUsed use -> used.add(use.keyId());
            case UsageChange.KeysUsed uses -> {
                used.add(uses.one().keyId());
                used.add(uses.other().keyId());
            }
            case UsageChange.Told told -> addUsed(told.use(), used);
            case Change.DoneWithKey done -> addUsed(done.use(), used);
            case Change.Tied tied -> addUsed(tied.change(), used);
            default -> {
                // Its receipt names the one key that it is about.
            }
        }
    }
}
