package io.keywright.chaos.check;

import java.util.stream.Stream;

/** One thing that must hold for every run. */
public interface Check {

    /** What does not hold. */
    Stream<Finding> findings(Evidence evidence);

    /** What a finding of it is called. */
    default String name() {
        return getClass().getSimpleName();
    }

    /** A finding of it. */
    default Finding found(String what) {
        return new Finding(name(), what);
    }
}
