package io.keywright.chaos.workload;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A line of keys that callers work on; they may know less of it than the service. Thread-safe. */
final class Line {

    private final String alias;
    private final List<String> versions = new CopyOnWriteArrayList<>();

    /** @param first the key that it begins with */
    Line(String alias, String first) {
        this.alias = alias;
        versions.add(first);
    }

    /** As requests name it. */
    String alias() {
        return "alias/" + alias;
    }

    /** The versions that were acknowledged, oldest first. */
    List<String> versions() {
        return versions;
    }

    /** The newest that was acknowledged. */
    String newest() {
        return versions.getLast();
    }

    void add(String version) {
        versions.add(version);
    }
}
