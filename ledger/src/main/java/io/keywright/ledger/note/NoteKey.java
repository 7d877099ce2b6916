package io.keywright.ledger.note;

/** A public key that signatures of a note can be checked with, of whatever type (C2SP signed-note). Immutable. */
public interface NoteKey {

    /** Whose key it is. */
    String name();

    /** The first four bytes of SHA-256(name, newline, signature type, public key), big-endian. */
    int id();

    /** Whether {@code signature} is this key's over a note of {@code text}. Never throws, whatever the bytes. */
    boolean verifies(byte[] text, byte[] signature);
}
