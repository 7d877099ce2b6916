package io.keywright.ledger.merkle;

/** The log as it is stored contradicts itself. Nothing may be appended or proved until somebody has looked at it. */
public final class CorruptLogException extends RuntimeException {

    public CorruptLogException(String message) {
        super(message);
    }
}
