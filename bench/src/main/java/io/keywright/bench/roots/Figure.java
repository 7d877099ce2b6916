package io.keywright.bench.roots;

/** A line of the report. */
record Figure(String what, String target, boolean reached, String measured) {

    @Override
    public String toString() {
        return "%-68s | %-7s | %-3s | %s".formatted(what, target, reached ? "yes" : "NO", measured);
    }
}
