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

    /** How many ciphertexts under the key it made. */
    public long encryptions(UUID keyId) {
        return uses.stream()
                .filter(use -> use.keyId().equals(keyId) && use.usage() == KeyUsage.ENCRYPT)
                .mapToLong(Use::done)
                .sum();
    }

    /**
     * One key's part.
     *
     * @param times how often it was to be used
     * @param refused how many of these came to an error
     */
    public record Use(UUID keyId, KeyUsage usage, int times, int refused) {

        /** How often it was used. */
        public int done() {
            return times - refused;
        }
    }

    /**
     * What came of items.
     *
     * @param failures how many have an error, or a signature that is none
     * @param outcomes in Base64 the root of the Merkle tree (RFC 6962, section 2.1) whose leaves are the items' outcomes in
     *     their order
     */
    public record Batch(int items, int failures, String outcomes) {}
}
