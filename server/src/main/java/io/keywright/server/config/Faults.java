package io.keywright.server.config;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Collects everything that is wrong with a configuration, so that an operator sees all of it at once. */
final class Faults {

    private final List<String> faults = new ArrayList<>();

    /** Notes a fault unless {@code good}. */
    void unless(boolean good, String property, String advice) {
        if (!good) {
            faults.add(property + ": " + advice);
        }
    }

    /** What {@code reading} gives, or {@code otherwise} with its complaint noted. */
    <T> T reading(String property, T otherwise, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            faults.add(property + ": " + e.getMessage());
            return otherwise;
        }
    }

    void throwIfAny() {
        if (!faults.isEmpty()) {
            throw new Misconfigured(faults);
        }
    }
}
