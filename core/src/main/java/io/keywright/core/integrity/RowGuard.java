package io.keywright.core.integrity;

import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.model.Row;
import io.keywright.model.RowName;
import java.lang.ScopedValue.CallableOp;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Vouches for each row that is written, and refuses each that is read and not as it was written. Stands where rows are
 * written and read, so that nothing comes past it. Knows no tag until the row key is open. Thread-safe.
 */
public final class RowGuard {

    /** The reason that a caller is told. */
    public static final String REASON = "row_integrity";

    /** Names that are remembered of what may be very many. */
    private static final int MOST_NAMED = 100;

    /** The newest receipt that was known when a reading began. What was committed later it may see, or not. */
    private static final ScopedValue<Long> KNOWN = ScopedValue.newInstance();

    private final Runnable opening;
    private final RowWatch watch;
    private final Set<RowName> contradicted = ConcurrentHashMap.newKeySet();
    private final LatestChanges latest = new LatestChanges();
    private volatile @Nullable RowTags tags;

    /** @param opening opens the row key for this, when a row is read before anybody has */
    public RowGuard(Runnable opening, RowWatch watch) {
        this.opening = opening;
        this.watch = watch;
    }

    /** Makes and checks tags by {@code opened} from now on. */
    public void use(RowTags opened) {
        tags = opened;
    }

    /** The tag of a row that the change with the receipt at {@code index} writes. */
    public RowTag tag(Row row, long index) {
        return open(tags).of(row, index);
    }

    /**
     * Passes if this service left the row as it is, and has not changed it since, as far as that is known here.
     *
     * @throws KeywrightException DEPENDENCY_UNAVAILABLE
     */
    public void check(Row row, Optional<RowTag> tag) {
        if (tag.isEmpty()) {
            throw refusal(row.name(), "it has no tag");
        }
        if (!tags().holds(row, tag.get())) {
            throw refusal(row.name(), "its tag is of something else");
        }
        long changed = latest.index(row.name());
        if (tag.get().index() < changed && changed <= KNOWN.orElse(Long.MAX_VALUE)) {
            throw refusal(row.name(), "receipt " + changed + " has changed it since");
        }
        if (!contradicted.isEmpty()) {
            contradicted.remove(row.name());
        }
    }

    /**
     * Reads, and takes no row for altered that changes while it is read. Only the very first reading, in which the row key is
     * opened, may: nothing was known when it began, and it must not pass what was set back before.
     */
    public <T, X extends Throwable> T read(CallableOp<T, X> reading) throws X {
        long known = tags == null ? Long.MAX_VALUE : latest.known();
        return ScopedValue.where(KNOWN, known).call(reading);
    }

    /**
     * What a caller is told of a row that is not as it should be. Tells the operator, too.
     *
     * @param why as of {@link RowWatch#contradicted}
     */
    public KeywrightException refusal(RowName row, String why) {
        if (contradicted.size() < MOST_NAMED) {
            contradicted.add(row);
        }
        watch.contradicted(row, why);
        return new KeywrightException(
                ErrorCode.DEPENDENCY_UNAVAILABLE,
                "A stored row failed its integrity check; ask the operator to restore the store.",
                Map.of(
                        "dependency",
                        "store",
                        "reason",
                        REASON,
                        "row",
                        row.kind().wireName(),
                        "id",
                        row.id()));
    }

    /** Passes if every row that was refused has been found to be as it should since. */
    public void requireWhole() {
        if (!contradicted.isEmpty()) {
            throw new IllegalStateException("These rows are not as they were left: " + contradicted);
        }
    }

    /** What is known of rows' latest changes. */
    public LatestChanges latest() {
        return latest;
    }

    private RowTags tags() {
        if (tags == null) {
            opening.run();
        }
        return open(tags);
    }

    private static RowTags open(@Nullable RowTags tags) {
        if (tags == null) {
            throw new IllegalStateException("the row key is not open");
        }
        return tags;
    }
}
