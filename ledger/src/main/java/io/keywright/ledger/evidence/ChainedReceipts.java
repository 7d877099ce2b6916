package io.keywright.ledger.evidence;

import io.keywright.ledger.evidence.ReceiptChain.Link;

/**
 * Which part of the tenant's chain an archive's receipts are.
 *
 * @param before all of the tenant's receipts that come before the archive's first one
 * @param after the same, continued up to the archive's last one
 * @param elsewhere how many of the tenant's receipts lie between the archive's and are not in it, since they are of another time;
 *     those that lie before an earlier archive's end do not count
 */
public record ChainedReceipts(Link before, Link after, long elsewhere) {}
