package io.keywright.core.administration;

import io.keywright.core.administration.Warmed.Failure;
import java.util.ArrayList;
import java.util.List;

/** Counts what has been opened so far. Thread-safe. */
final class WarmTally {

    private static final int MOST_SHOWN = 100;

    private final List<Failure> failures = new ArrayList<>();
    private int roots;
    private int keys;
    private int failed;

    synchronized void root() {
        roots++;
    }

    synchronized void key() {
        keys++;
    }

    synchronized void failed(Failure failure) {
        failed++;
        if (failures.size() < MOST_SHOWN) {
            failures.add(failure);
        }
    }

    synchronized Warmed result(boolean complete) {
        return new Warmed(roots, keys, failed, List.copyOf(failures), complete);
    }
}
