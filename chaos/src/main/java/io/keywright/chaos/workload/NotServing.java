package io.keywright.chaos.workload;

import io.keywright.chaos.history.Operation;
import java.time.Duration;

/** A node does not serve, though all that befell it is mended. */
public final class NotServing extends Exception {

    NotServing(int node, Duration time, Operation last) {
        super("node " + node + " still does not serve after " + time.toSeconds() + " s in which nothing befell it: "
                + last.answer());
    }
}
