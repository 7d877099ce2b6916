package io.keywright.core.usage;

import io.keywright.model.Operation;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * How often a module used a key for an operation on a day (UTC). Each item of a batch counts, and each of the two keys of a
 * re-encryption.
 *
 * @param uses how often it was done, signatures that were not valid included
 * @param refused how often it was asked for and refused; once for a call that was refused before the key was taken
 * @param lastAt when it was last asked for
 * @param lastReceiptId the receipt of that
 */
public record UseCount(
        LocalDate day,
        String module,
        Operation operation,
        long uses,
        long refused,
        Instant lastAt,
        UUID lastReceiptId) {}
