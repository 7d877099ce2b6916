package io.keywright.cli.stream;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.LongToIntFunction;

/** A stream cut into segments, of which it knows while it gives one whether that is the last. Belongs to one thread. */
final class Segments {

    private final InputStream in;
    private final LongToIntFunction size;
    /** One byte more than a segment, to see whether another follows. */
    private final byte[] bytes = new byte[StreamLayout.SEGMENT_BYTES + 1];

    private int ahead;
    private byte next;
    private boolean ended;

    /** @param size how many bytes the segment of a place has, unless it is the last */
    Segments(InputStream in, LongToIntFunction size) {
        this.in = in;
        this.size = size;
    }

    /** Whether the segment that was read is the last. */
    boolean ended() {
        return ended;
    }

    /** Where it is read to. */
    byte[] bytes() {
        return bytes;
    }

    /** Reads the segment of that place; answers its length. */
    int read(long index) throws IOException {
        int full = size.applyAsInt(index);
        bytes[0] = next;
        int length = ahead + in.readNBytes(bytes, ahead, full + 1 - ahead);
        ended = length <= full;
        ahead = ended ? 0 : 1;
        next = ended ? 0 : bytes[full];
        return Math.min(length, full);
    }

    void wipe() {
        Arrays.fill(bytes, (byte) 0);
        next = 0;
    }
}
