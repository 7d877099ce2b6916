package io.keywright.core.journal;

/**
 * The end of the ledger.
 *
 * @param size the number of receipts in it
 * @param checkpoint the signed C2SP checkpoint of that size
 */
public record LedgerHead(long size, String checkpoint) {}
