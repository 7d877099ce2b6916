package io.keywright.model;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * A store goes on from an earlier state: it was put together from a backup, or is a standby that did not have everything.
 *
 * @param backupId empty if it is no backup's
 * @param receipts how many the ledger had in it
 * @param lost how many more it had, as far as witnesses, a checkpoint or a node tell; empty if nobody knows
 * @param at when
 */
public record Restoration(Optional<UUID> backupId, long receipts, OptionalLong lost, Instant at) {}
