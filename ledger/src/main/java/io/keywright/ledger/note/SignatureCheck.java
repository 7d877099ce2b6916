package io.keywright.ledger.note;

/** What a note's signatures say of one key. */
public enum SignatureCheck {
    /** The key signed the text. */
    VALID,
    /** A signature claims to be of the key, and is not. */
    WRONG,
    /** No signature claims to be of the key. */
    MISSING
}
