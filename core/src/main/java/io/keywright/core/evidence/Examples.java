package io.keywright.core.evidence;

import java.util.ArrayList;
import java.util.List;

/** Counts what is wrong somewhere, and remembers the first few of it by name. */
final class Examples {

    private static final int MOST = 10;

    private final List<String> names = new ArrayList<>();
    private long count;

    void add(String name) {
        count++;
        if (names.size() < MOST) {
            names.add(name);
        }
    }

    long count() {
        return count;
    }

    boolean none() {
        return count == 0;
    }

    /** The first few, and how many more there are. */
    String named() {
        String some = String.join(", ", names);
        return count > names.size() ? some + " and %,d more".formatted(count - names.size()) : some;
    }
}
