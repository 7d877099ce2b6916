package io.keywright.ledger.evidence;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What was found so far. Keeps the first ones and counts the rest, so that an archive full of faults fills no memory. */
final class Findings {

    private static final int MOST_KEPT = 50;

    private final List<Finding> kept = new ArrayList<>();
    private long further;

    /** A step of an examination. */
    @FunctionalInterface
    interface Step {
        void run() throws IOException;
    }

    /** Takes {@code step}. If a flaw ends it, that is one finding more, and what comes after the step goes on. */
    void noting(Step step) throws IOException {
        try {
            step.run();
        } catch (Flaw flaw) {
            add(flaw.finding());
        }
    }

    /** A step that comes to something. */
    @FunctionalInterface
    interface Answer<T> {
        T get() throws IOException;
    }

    /** What {@code step} comes to; {@code otherwise} if a flaw ends it. */
    <T> T noting(Answer<T> step, T otherwise) throws IOException {
        try {
            return step.get();
        } catch (Flaw flaw) {
            add(flaw.finding());
            return otherwise;
        }
    }

    void add(Finding finding) {
        if (kept.size() < MOST_KEPT) {
            kept.add(finding);
        } else {
            further++;
        }
    }

    void addAll(List<Finding> findings) {
        findings.forEach(this::add);
    }

    boolean none() {
        return kept.isEmpty();
    }

    List<Finding> kept() {
        return List.copyOf(kept);
    }

    long further() {
        return further;
    }
}
