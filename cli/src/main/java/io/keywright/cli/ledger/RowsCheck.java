package io.keywright.cli.ledger;

import io.keywright.core.follow.ChangeStore.Changed;
import io.keywright.core.integrity.RowKeyStore.StoredRow;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.RowDetails;
import io.keywright.core.ledger.RowDetails.LeftRow;
import io.keywright.ledger.json.CanonicalJson;
import io.keywright.model.RowName;
import io.keywright.store.Store;
import io.keywright.verifier.ledger.check.Finding;
import io.keywright.verifier.ledger.check.Finding.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * That the store's rows say what the ledger's changes have left of them: that none was altered or set back, and none put in
 * or taken away. Asks no tag. For any number of threads.
 */
final class RowsCheck {

    private static final int PAGE = 256;

    private record Left(long index, Optional<String> digest) {}

    private final Map<RowName, Left> left = new ConcurrentHashMap<>();

    /** Learns of a change, whose digest the receipt at {@code index} has. In any order. */
    void changed(long index, byte[] change) {
        for (LeftRow row : rows(change)) {
            left.merge(
                    row.name(),
                    new Left(index, row.digest()),
                    (one, other) -> one.index() > other.index() ? one : other);
        }
    }

    /** Compares the store's rows with all changes before {@code size}; not those that have changed since. */
    List<Finding> check(Store store, long size) throws StoreException {
        Map<RowName, Finding> findings = compared(store);
        changedSince(store, size).forEach(findings::remove);
        return new ArrayList<>(findings.values());
    }

    private Map<RowName, Finding> compared(Store store) throws StoreException {
        boolean all = store.pruning().pruned() == 0 && store.rowKeys().rowKey().isPresent();
        Map<RowName, Finding> findings = new LinkedHashMap<>();
        Set<RowName> missing = new HashSet<>(left.keySet());
        store.rowKeys().rows(stored -> {
            RowName name = stored.row().name();
            missing.remove(name);
            complaint(stored, all).ifPresent(what -> findings.put(name, finding(name, what)));
        });
        for (RowName name : missing) {
            Left last = left.get(name);
            if (last != null && last.digest().isPresent()) {
                findings.put(name, finding(name, "is not there, though receipt " + last.index() + " left it"));
            }
        }
        return findings;
    }

    /** @param all whether each row has a receipt that tells of it */
    private Optional<String> complaint(StoredRow stored, boolean all) {
        Left last = left.get(stored.row().name());
        if (last == null) {
            return all ? Optional.of("is there, and no receipt tells of it") : Optional.empty();
        }
        if (last.digest().isEmpty()) {
            return Optional.of("is there, though receipt " + last.index() + " removed it");
        }
        return last.digest().get().equals(RowDetails.digest(stored.row()))
                ? Optional.empty()
                : Optional.of("is not as receipt " + last.index() + " left it");
    }

    private static Set<RowName> changedSince(Store store, long size) throws StoreException {
        Set<RowName> names = new HashSet<>();
        List<Changed> page = store.changes().changes(size, PAGE);
        while (!page.isEmpty()) {
            page.forEach(changed -> rows(changed.change()).forEach(row -> names.add(row.name())));
            page = store.changes().changes(page.getLast().index() + 1, PAGE);
        }
        return names;
    }

    /** What cannot be read is no change whose digest a receipt has. */
    private static List<LeftRow> rows(byte[] change) {
        try {
            return RowDetails.read(CanonicalJson.read(change));
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }

    private static Finding finding(RowName name, String what) {
        return new Finding(Kind.ROW_WRONG, "row " + name.kind().wireName() + " " + name.id(), what);
    }
}
