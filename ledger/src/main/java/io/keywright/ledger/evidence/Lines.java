package io.keywright.ledger.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Lines of bounded length, each ended by a line feed. */
final class Lines {

    private static final int BUFFER_BYTES = 1 << 16;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final int most;
    private int at;
    private int end;

    /** @param most how many bytes a line may have, without its end */
    Lines(InputStream in, int most) {
        this.in = in;
        this.most = most;
    }

    /**
     * The next line without its end, or null after the last.
     *
     * @throws MalformedLine if it is too long, or without its end
     */
    byte @Nullable [] next() throws IOException {
        byte[] line = {};
        while (at < end || fill()) {
            int stop = at;
            while (stop < end && buffer[stop] != '\n') {
                stop++;
            }
            line = joined(line, stop);
            if (stop < end) {
                at = stop + 1;
                return line;
            }
            at = stop;
        }
        if (line.length > 0) {
            throw new MalformedLine("the last line has no end");
        }
        return null;
    }

    private byte[] joined(byte[] line, int stop) throws MalformedLine {
        int more = stop - at;
        if (line.length + more > most) {
            throw new MalformedLine("a line must not have more than " + most + " bytes");
        }
        byte[] joined = Arrays.copyOf(line, line.length + more);
        System.arraycopy(buffer, at, joined, line.length, more);
        return joined;
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, in.read(buffer, 0, buffer.length));
        return end > 0;
    }

    /** What ends the reading of lines. */
    static final class MalformedLine extends IOException {

        MalformedLine(String message) {
            super(message);
        }
    }
}
