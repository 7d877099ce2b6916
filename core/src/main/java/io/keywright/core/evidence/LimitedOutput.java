package io.keywright.core.evidence;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Writes no more than there is room for. */
final class LimitedOutput extends FilterOutputStream {

    private long room;

    LimitedOutput(OutputStream target, long room) {
        super(target);
        this.room = room;
    }

    @Override
    public void write(int single) throws IOException {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        room -= length;
        if (room < 0) {
            throw new NoRoom();
        }
        out.write(bytes, offset, length);
    }

    /** The exports together have become too large. */
    static final class NoRoom extends IOException {

        NoRoom() {
            super("no room for more evidence");
        }
    }
}
