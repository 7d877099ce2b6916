package io.keywright.core.events;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The newest lines of the ledger, kept in memory for those who are up to date. Not thread-safe. */
final class Window {

    private final int size;
    private final Deque<LedgerLine> lines = new ArrayDeque<>();
    private long end;

    /**
     * @param size how many lines are kept at the most
     * @param end the index of the first line that is yet to come
     */
    Window(int size, long end) {
        this.size = size;
        this.end = end;
    }

    long end() {
        return end;
    }

    /** Whether it has all that there is from {@code index} on. */
    boolean reaches(long index) {
        return index >= end - lines.size();
    }

    /** What there is from {@code index} on, where it {@link #reaches}. */
    List<LedgerLine> from(long index, int limit) {
        long skipped = Math.max(0, index - (end - lines.size()));
        return lines.stream().skip(skipped).limit(limit).toList();
    }

    void add(List<LedgerLine> newer) {
        newer.forEach(lines::addLast);
        end += newer.size();
        while (lines.size() > size) {
            lines.removeFirst();
        }
    }

    /** Begins anew at {@code index}. */
    void restart(long index) {
        lines.clear();
        end = index;
    }
}
