package io.keywright.core.foreign;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * SHAKE128 (FIPS 202, section 6.2) of a short message, for as many bytes as are read of it: the JDK's ends after 32. Of public
 * bytes only. Not safe from several threads.
 */
final class Shake128 {

    private static final int RATE_BYTES = 168;
    private static final int LANES = 25;
    private static final int ROUNDS = 24;
    private static final byte DOMAIN = 0x1f;
    private static final byte LAST = (byte) 0x80;
    private static final int BYTE = 0xff;

    /** Where the lane goes that stood where the one before came to (section 3.2.3), and how far it turns (3.2.2). */
    private static final int[] PLACES = {
        10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1
    };

    private final long[] state = new long[LANES];
    private final ByteBuffer block = ByteBuffer.allocate(RATE_BYTES).order(ByteOrder.LITTLE_ENDIAN);

    /** @param message shorter than 168 bytes */
    Shake128(byte[] message) {
        byte[] first = block.array();
        System.arraycopy(message, 0, first, 0, message.length);
        first[message.length] = DOMAIN;
        first[RATE_BYTES - 1] ^= LAST;
        for (int i = 0; i < RATE_BYTES / Long.BYTES; i++) {
            state[i] = block.getLong(i * Long.BYTES);
        }
        block.position(RATE_BYTES);
    }

    /** The next byte. */
    int next() {
        if (!block.hasRemaining()) {
            permute();
            block.clear();
            block.asLongBuffer().put(state, 0, RATE_BYTES / Long.BYTES);
        }
        return block.get() & BYTE;
    }

    /** Keccak-f[1600] (section 3.3). */
    private void permute() {
        int lfsr = 1;
        for (int round = 0; round < ROUNDS; round++) {
            mixColumns();
            turnAndPlace();
            mixRows();
            for (int bit = 1; bit <= Long.SIZE; bit <<= 1) {
                state[0] ^= (long) (lfsr & 1) << (bit - 1);
                lfsr = lfsr << 1 ^ (lfsr >> 7) * 0x171;
            }
        }
    }

    private void mixColumns() {
        long[] parity = new long[5];
        for (int i = 0; i < LANES; i++) {
            parity[i % 5] ^= state[i];
        }
        for (int i = 0; i < LANES; i++) {
            state[i] ^= parity[(i + 4) % 5] ^ Long.rotateLeft(parity[(i + 1) % 5], 1);
        }
    }

    private void turnAndPlace() {
        long moving = state[1];
        for (int i = 0; i < PLACES.length; i++) {
            long next = state[PLACES[i]];
            state[PLACES[i]] = Long.rotateLeft(moving, (i + 1) * (i + 2) / 2);
            moving = next;
        }
    }

    private void mixRows() {
        for (int row = 0; row < LANES; row += 5) {
            long[] old = {state[row], state[row + 1], state[row + 2], state[row + 3], state[row + 4]};
            for (int i = 0; i < 5; i++) {
                state[row + i] = old[i] ^ (~old[(i + 1) % 5] & old[(i + 2) % 5]);
            }
        }
    }
}
