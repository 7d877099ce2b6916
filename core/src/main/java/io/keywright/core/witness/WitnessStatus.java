package io.keywright.core.witness;

import java.time.Instant;

/**
 * How a witness stands to the ledger.
 *
 * @param size what it cosigned last, 0 if nothing
 * @param since when it came to stand so
 */
public record WitnessStatus(State state, long size, Instant since) {

    /** What came of the last attempt. */
    public enum State {
        /** None was made yet, or another node was faster. */
        UNASKED,
        /** It cosigned. */
        COSIGNED,
        /** It did not answer in time, or not as a witness does. */
        UNREACHABLE,
        /** It does not cosign: it does not know the ledger or its key, or answered with a wrong signature. */
        REFUSED,
        /** It has cosigned a longer ledger than there is: the end was cut off, or an old copy was restored. */
        SAW_MORE,
        /** It has cosigned another past than there is: the ledger was rewritten, or shows two faces. */
        SAW_ANOTHER;

        /** Whether the ledger is not what the witness saw. */
        public boolean contradicts() {
            return this == SAW_MORE || this == SAW_ANOTHER;
        }
    }

    WitnessStatus next(State next, Instant now) {
        return new WitnessStatus(next, size, next == state ? since : now);
    }

    WitnessStatus cosigned(long newSize, Instant now) {
        return new WitnessStatus(State.COSIGNED, newSize, now);
    }
}
