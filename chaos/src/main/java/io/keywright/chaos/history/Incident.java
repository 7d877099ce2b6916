package io.keywright.chaos.history;

/**
 * A fault that befell the cluster.
 *
 * @param node whom it befell; -1 if the database
 * @param start in nanoseconds of the callers' clock
 * @param end when it was mended
 */
public record Incident(String fault, int node, long start, long end) {

    /** The {@code node} of what befalls the database. */
    public static final int DATABASE = -1;
}
