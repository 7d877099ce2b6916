package io.keywright.store;

import static io.keywright.store.Rows.Column.number;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table of sums that may not exceed their limits, and what one transaction adds to them. Others add as well, so that only
 * the database knows a sum: where one becomes too large it takes nothing of the transaction. In the next one, those of them that may
 * have been too large are read first, and what has no room is not added. Belongs to the writer.
 *
 * @param <K> whose sum it is
 */
final class Sums<K> {

    /** One query for as many sums. */
    private static final int READ_AT_ONCE = 64;

    /** The columns by which a sum is found, as they stand in its table. */
    @FunctionalInterface
    interface Identity<K> {
        List<Object> of(Session session, K whose) throws SQLException;
    }

    /** Hears of a sum that was read. */
    @FunctionalInterface
    interface Listener<K> {
        void heard(K whose, long sum);
    }

    /** A column that says since when a sum is at least {@code reached}. */
    record Mark(String column, long reached) {}

    private record Asked(int place, long sum) {}

    private final Identity<K> identity;
    private final Listener<K> listener;
    private final Optional<Mark> mark;
    private final Rows rows;
    private final String reading;
    private final Map<K, Long> added = new LinkedHashMap<>();
    private final Map<K, Long> limits = new HashMap<>();
    private final Map<K, Long> there = new HashMap<>();
    private final Set<K> doubtful = new LinkedHashSet<>();

    /**
     * @param sum its column
     * @param key the columns of {@code identity}, the table's primary key
     */
    Sums(
            String table,
            String sum,
            Optional<Mark> mark,
            Listener<K> listener,
            Identity<K> identity,
            Rows.Column... key) {
        this.identity = identity;
        this.listener = listener;
        this.mark = mark;
        List<Rows.Column> columns = new ArrayList<>(List.of(key));
        columns.add(number(sum));
        columns.add(number("most"));
        mark.ifPresent(it -> columns.add(number(it.column())));
        String found = Stream.of(key).map(Rows.Column::name).collect(Collectors.joining(", "));
        String grown = "%1$s.%2$s + excluded.%2$s".formatted(table, sum);
        String marked = mark.map(it -> ", %1$s = coalesce(%2$s.%1$s, CASE WHEN %3$s >= %4$d THEN ? END)"
                        .formatted(it.column(), table, grown, it.reached()))
                .orElse("");
        this.rows = new Rows(
                table,
                "ON CONFLICT (" + found + ") DO UPDATE SET " + sum + " = " + grown + ", most = excluded.most" + marked,
                columns.toArray(Rows.Column[]::new));
        String one = ", ?".repeat(key.length) + ")";
        this.reading = "WITH asked (place, " + found + ") AS (VALUES "
                + IntStream.range(0, READ_AT_ONCE)
                        .mapToObj(place -> "(" + place + one)
                        .collect(Collectors.joining(", "))
                + ") SELECT asked.place, there." + sum + " FROM asked JOIN " + table + " there USING (" + found + ")";
    }

    /** Whether there is room for {@code more}, as far as is known before the end of the transaction. */
    boolean fits(Session session, K whose, long more, long limit) throws SQLException {
        if (!doubtful.contains(whose)) {
            return true;
        }
        if (there.isEmpty()) {
            read(session);
        }
        return there.getOrDefault(whose, 0L) + added.getOrDefault(whose, 0L) + more <= limit;
    }

    private void read(Session session) throws SQLException {
        List<K> all = List.copyOf(doubtful);
        for (int from = 0; from < all.size(); from += READ_AT_ONCE) {
            read(session, all.subList(from, Math.min(from + READ_AT_ONCE, all.size())));
        }
        there.forEach(listener::heard);
    }

    private void read(Session session, List<K> some) throws SQLException {
        List<@Nullable Object> parameters = new ArrayList<>();
        for (int i = 0; i < READ_AT_ONCE; i++) {
            parameters.addAll(identity.of(session, some.get(Math.min(i, some.size() - 1))));
        }
        some.forEach(whose -> there.put(whose, 0L));
        for (Asked asked :
                session.list(reading, row -> new Asked(row.getInt(1), row.getLong(2)), parameters.toArray())) {
            there.put(some.get(Math.min(asked.place(), some.size() - 1)), asked.sum());
        }
    }

    /** Keeps back what is added; it must fit. */
    void add(K whose, long more, long limit) {
        added.merge(whose, more, Long::sum);
        limits.merge(whose, limit, Math::min);
    }

    /** What is to be written. What was read first has room: it is not held to the least of several limits. */
    Rows rows(Session session, Instant now) throws SQLException {
        for (Map.Entry<K, Long> entry : added.entrySet()) {
            List<@Nullable Object> row = new ArrayList<>(identity.of(session, entry.getKey()));
            row.add(entry.getValue());
            row.add(doubtful.contains(entry.getKey()) ? null : limits.get(entry.getKey()));
            if (mark.isPresent()) {
                row.add(entry.getValue() >= mark.get().reached() ? now.toEpochMilli() : null);
            }
            rows.add(row.toArray());
        }
        rows.whereThere(mark.isPresent() ? List.of(now.toEpochMilli()) : Collections.emptyList());
        return rows;
    }

    /** One of the sums was too large. */
    void doubtAll() {
        doubtful.addAll(added.keySet());
    }

    /** All of them are durable. */
    void settle() {
        doubtful.clear();
        forget();
    }

    /** The transaction has ended; what is doubtful remains so. */
    void forget() {
        added.clear();
        limits.clear();
        there.clear();
        rows.clear();
    }
}
