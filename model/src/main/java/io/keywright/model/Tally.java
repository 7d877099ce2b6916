package io.keywright.model;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a call came to that used keys more than once: more than its receipt has members for.
 *
 * @param uses what each key was used for
 * @param batch what its items came to, if it had items
 */
public record Tally(List<Use> uses, Optional<Batch> batch) {

    public Tally {
        uses = List.copyOf(uses);
    }

    /** One key's part. */
    public record Use(UUID keyId, KeyUsage usage, int times) {}

    /**
     * What came of items.
     *
     * @param failures how many have an error, or a signature that is none
     * @param outcomes in Base64 the root of the Merkle tree (RFC 6962, section 2.1) whose leaves are the items' outcomes in
     *     their order
     */
    public record Batch(int items, int failures, String outcomes) {}
}
