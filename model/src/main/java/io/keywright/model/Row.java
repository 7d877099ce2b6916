package io.keywright.model;

/**
 * What a row of the store says, in the one form that is vouched for.
 *
 * @param content an RFC 8785 object that says which row it is, too; no two rows have the same
 */
public record Row(RowName name, byte[] content) {}
