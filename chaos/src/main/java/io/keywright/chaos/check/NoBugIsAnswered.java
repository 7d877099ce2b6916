package io.keywright.chaos.check;

import java.util.stream.Stream;

/** Whatever befalls a cluster, nobody is answered that the service has a bug. */
final class NoBugIsAnswered implements Check {

    private static final int INTERNAL_ERROR = 500;

    @Override
    public Stream<Finding> findings(Evidence evidence) {
        return evidence.history().operations().stream()
                .filter(operation -> operation.status() == INTERNAL_ERROR)
                .map(operation -> found("node %d answered %s with INTERNAL_ERROR: %s"
                        .formatted(operation.node(), operation.kind(), operation.answered("message"))));
    }
}
