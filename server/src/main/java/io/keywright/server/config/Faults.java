package io.keywright.server.config;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Collects everything that is wrong with a configuration, so that an operator sees all of it at once. */
public final class Faults {

    private final List<String> faults = new ArrayList<>();

    /** Notes a fault. */
    public void add(String property, String advice) {
        faults.add(property + ": " + advice);
    }

    /** Notes a fault unless {@code good}. */
    public void unless(boolean good, String property, String advice) {
        if (!good) {
            add(property, advice);
        }
    }

    /** What {@code reading} gives, or {@code otherwise} with its complaint noted. */
    <T> T reading(String property, T otherwise, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            add(property, String.valueOf(e.getMessage()));
            return otherwise;
        }
    }

    /** Whether a fault of {@code property} was noted. */
    public boolean concern(String property) {
        return faults.stream().anyMatch(fault -> fault.startsWith(property + ":"));
    }

    /**
     * Passes if nothing was noted.
     *
     * @throws Misconfigured naming every fault
     */
    public void throwIfAny() {
        if (!faults.isEmpty()) {
            throw asMisconfigured();
        }
    }

    List<String> all() {
        return List.copyOf(faults);
    }

    Misconfigured asMisconfigured() {
        return new Misconfigured(faults);
    }
}
