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

    /** That of the very first reading, in which the row key is opened. */
    private static final long NOTHING = Long.MIN_VALUE;

    /** Ends a reading that knew nothing when it began, and met a row that was set back, or changed since. */
    private static final class ReadAgain extends RuntimeException {
        ReadAgain() {
            super(null, null, false, false);
        }
    }

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
        if (tag.get().index() < changed) {
            requireUnknown(row.name(), changed);
        }
        if (!contradicted.isEmpty()) {
            contradicted.remove(row.name());
        }
    }

    /** Passes if the reading began before it was known here that the receipt at {@code changed} has changed the row. */
    private void requireUnknown(RowName row, long changed) {
        long known = KNOWN.orElse(Long.MAX_VALUE);
        if (changed <= known) {
            throw refusal(row, "receipt " + changed + " has changed it since");
        }
        if (known == NOTHING) {
            throw new ReadAgain();
        }
    }

    /**
     * Reads, and takes no row for altered that changes while it is read. What knows nothing when it begins reads once more where
     * that matters, for it must not pass what was set back before.
     *
     * @param reading changes nothing
     */
    public <T, X extends Throwable> T read(CallableOp<T, X> reading) throws X {
        try {
            return ScopedValue.where(KNOWN, tags == null ? NOTHING : latest.known())
                    .call(reading);
        } catch (ReadAgain e) {
            return ScopedValue.where(KNOWN, latest.known()).call(reading);
        }
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
