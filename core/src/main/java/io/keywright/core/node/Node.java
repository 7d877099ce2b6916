package io.keywright.core.node;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A node of an installation, as it says itself.
 *
 * @param nodeId another one after each start
 * @param name what its operator calls it, and its host's name otherwise; the same after each start
 * @param url how callers reach this node and no other, if its operator says so
 * @param schemaVersion the version of the store's schema that its program works with
 * @param seenAt when it said so last, by its own clock
 */
public record Node(
        UUID nodeId,
        String name,
        Optional<URI> url,
        String programVersion,
        int schemaVersion,
        Instant startedAt,
        Instant seenAt) {

    /** The same, seen now. */
    Node seen(Instant now) {
        return new Node(nodeId, name, url, programVersion, schemaVersion, startedAt, now);
    }
}
