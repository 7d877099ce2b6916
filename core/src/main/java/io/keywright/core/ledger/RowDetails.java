package io.keywright.core.ledger;

import io.keywright.core.row.RowChange;
import io.keywright.ledger.digest.Sha256;
import io.keywright.model.Row;
import io.keywright.model.RowKind;
import io.keywright.model.RowName;
import io.keywright.model.WireName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What evidence says of the store's rows: which of them a change wrote, and what they say since. */
public final class RowDetails {

    /** Where the object of a change has them. */
    static final String MEMBER = "rows";

    /**
     * What a change left of a row.
     *
     * @param digest SHA-256 of what the row says, 64 hexadecimal digits; empty if the row is not there any more
     */
    public record LeftRow(RowName name, Optional<String> digest) {}

    private RowDetails() {}

    static List<Map<String, @Nullable Object>> of(List<RowChange> rows) {
        return rows.stream().map(RowDetails::of).toList();
    }

    private static Map<String, @Nullable Object> of(RowChange change) {
        Map<String, @Nullable Object> details = Details.members(
                "row", change.name().kind().wireName(), "id", change.name().id());
        if (change instanceof RowChange.Written written) {
            details.put("digest", digest(written.row()));
        }
        return details;
    }

    /** What stands for a row's content: SHA-256, 64 hexadecimal digits. */
    public static String digest(Row row) {
        return Sha256.hex(row.content());
    }

    /**
     * The rows that a change of that description wrote or removed. Of kinds that this code does not know, none.
     *
     * @throws IllegalArgumentException if they are described otherwise than {@link #of} does
     */
    public static List<LeftRow> read(Map<String, @Nullable Object> change) {
        if (!(change.get(MEMBER) instanceof List<?> rows)) {
            return List.of();
        }
        List<LeftRow> left = new ArrayList<>(rows.size());
        for (Object row : rows) {
            if (!(row instanceof Map<?, ?> it)
                    || !(it.get("row") instanceof String kind)
                    || !(it.get("id") instanceof String id)) {
                throw new IllegalArgumentException("a change that does not say which rows it wrote");
            }
            WireName.find(RowKind.class, kind)
                    .ifPresent(known -> left.add(new LeftRow(new RowName(known, id), digest(it))));
        }
        return left;
    }

    private static Optional<String> digest(Map<?, ?> row) {
        return row.get("digest") instanceof String digest ? Optional.of(digest) : Optional.empty();
    }
}
