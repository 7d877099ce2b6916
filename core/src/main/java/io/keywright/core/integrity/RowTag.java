package io.keywright.core.integrity;

/**
 * What vouches for a row.
 *
 * @param index of the receipt in the ledger whose change left the row as it is
 * @param mac over both, see {@link RowTags}
 */
public record RowTag(long index, byte[] mac) {}
