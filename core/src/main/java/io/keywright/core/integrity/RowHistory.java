package io.keywright.core.integrity;

import io.keywright.core.integrity.RowKeyStore.StoredRow;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.RowDetails;
import io.keywright.core.ledger.RowDetails.LeftRow;
import io.keywright.ledger.json.CanonicalJson;
import io.keywright.model.RowName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the ledger's changes have left of the store's rows: shows which were altered or set back, put in or taken away. Asks no
 * tag, and so needs no key. For any number of threads.
 */
public final class RowHistory {

    /**
     * A row that is not as the ledger tells.
     *
     * @param why as of {@link RowWatch#contradicted}
     */
    public record Contradiction(RowName row, String why) {}

    private record Left(long index, Optional<String> digest) {}

    private final Map<RowName, Left> left = new ConcurrentHashMap<>();

    /** Learns of a change, whose digest the receipt at {@code index} has. In any order. */
    public void changed(long index, byte[] change) {
        for (LeftRow row : rows(change)) {
            left.merge(
                    row.name(),
                    new Left(index, row.digest()),
                    (one, other) -> one.index() > other.index() ? one : other);
        }
    }

    /** The receipt that tells of the row's latest change; -1 if none does. */
    public long index(RowName row) {
        Left last = left.get(row);
        return last == null ? -1 : last.index();
    }

    /**
     * The rows of the store that are not as the changes have left them. Rows that change meanwhile are among them.
     *
     * @param all whether each row has a receipt that tells of it
     */
    public List<Contradiction> contradictions(RowKeyStore store, boolean all) throws StoreException {
        List<Contradiction> found = new ArrayList<>();
        Set<RowName> missing = new HashSet<>(left.keySet());
        store.rows(stored -> {
            RowName name = stored.row().name();
            missing.remove(name);
            complaint(stored, all).ifPresent(why -> found.add(new Contradiction(name, why)));
        });
        for (RowName name : missing) {
            Left last = left.get(name);
            if (last != null && last.digest().isPresent()) {
                found.add(new Contradiction(name, "is not there, though receipt " + last.index() + " left it"));
            }
        }
        return found;
    }

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

    /** What cannot be read is no change whose digest a receipt has. */
    static List<LeftRow> rows(byte[] change) {
        try {
            return RowDetails.read(CanonicalJson.read(change));
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }
}
