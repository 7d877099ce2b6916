package io.keywright.core.backup;

import io.keywright.core.crypto.ChunkCipher;
import io.keywright.core.crypto.UnwrapException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Opens what {@link SealedOutput} sealed. No byte is read from it that was not authenticated. Not thread-safe. */
final class SealedInput extends InputStream {

    private static final int SEALED_BYTES = SealedOutput.CHUNK_BYTES + ChunkCipher.OVERHEAD_BYTES;

    /** What was sealed was altered, cut off or lengthened. */
    static final class AlteredException extends IOException {
        AlteredException() {
            super("altered");
        }
    }

    private final InputStream in;
    private final ChunkCipher cipher;
    private byte[] next;
    private byte[] chunk = new byte[0];
    private int position;
    private long number;
    private boolean ended;

    SealedInput(InputStream in, ChunkCipher cipher) throws IOException {
        this.in = in;
        this.cipher = cipher;
        this.next = in.readNBytes(SEALED_BYTES);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        while (position == chunk.length && !ended) {
            open();
        }
        int count = Math.min(length, chunk.length - position);
        if (count == 0) {
            return length == 0 ? 0 : -1;
        }
        System.arraycopy(chunk, position, bytes, offset, count);
        position += count;
        return count;
    }

    private void open() throws IOException {
        byte[] sealed = next;
        next = in.readNBytes(SEALED_BYTES);
        ended = next.length == 0;
        try {
            Arrays.fill(chunk, (byte) 0);
            chunk = cipher.open(number++, ended, sealed);
            position = 0;
        } catch (UnwrapException e) {
            throw new AlteredException();
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
