package io.keywright.model;

import java.time.Instant;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * A store was put together from a backup.
 *
 * @param receipts how many the ledger had in it
 * @param lost how many more it had, as far as witnesses or a checkpoint tell; empty if nobody was asked
 * @param at when
 */
public record Restoration(UUID backupId, long receipts, OptionalLong lost, Instant at) {}
