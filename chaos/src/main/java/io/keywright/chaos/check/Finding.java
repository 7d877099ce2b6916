package io.keywright.chaos.check;

/**
 * Something that must not be.
 *
 * @param check which check found it
 * @param what a sentence that says where to look
 */
public record Finding(String check, String what) {}
