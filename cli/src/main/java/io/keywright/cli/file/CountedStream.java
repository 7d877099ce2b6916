package io.keywright.cli.file;

import java.io.IOException;
import java.io.OutputStream;

/** Knows how many bytes went through it. Whoever opened the stream behind it closes that. Belongs to one thread at a time. */
final class CountedStream extends OutputStream {

    private final OutputStream out;
    private long bytes;

    CountedStream(OutputStream out) {
        this.out = out;
    }

    long bytes() {
        return bytes;
    }

    @Override
    public void write(int value) throws IOException {
        out.write(value);
        bytes++;
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        out.write(from, offset, length);
        bytes += length;
    }
}
