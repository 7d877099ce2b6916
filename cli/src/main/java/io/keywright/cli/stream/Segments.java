package io.keywright.cli.stream;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongToIntFunction;

/** A stream cut into segments, of which it knows while it gives one whether that is the last. Belongs to one thread. */
final class Segments {

    /** One more than a segment has, to see whether another follows. */
    static final int BUFFER_BYTES = StreamLayout.SEGMENT_BYTES + 1;

    private final InputStream in;
    private final LongToIntFunction size;

    private long index;
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

    /** Whether whoever writes to us has to write more before the next one can be read. */
    boolean wouldBlock() throws IOException {
        return in.available() == 0;
    }

    /** The place of the segment that is read next. */
    long index() {
        return index;
    }

    /**
     * Reads the next segment; answers its length.
     *
     * @param to of {@link #BUFFER_BYTES}
     */
    int read(byte[] to) throws IOException {
        int full = size.applyAsInt(index++);
        to[0] = next;
        int length = ahead + in.readNBytes(to, ahead, full + 1 - ahead);
        ended = length <= full;
        ahead = ended ? 0 : 1;
        next = ended ? 0 : to[full];
        return Math.min(length, full);
    }
}
