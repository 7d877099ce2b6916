package io.keywright.core.backup;

import io.keywright.core.crypto.ChunkCipher;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Seals what is written to it, chunk by chunk. What is not closed has no end, and does not open. Not thread-safe. */
final class SealedOutput extends OutputStream {

    /** The content of every chunk but the last, which may be shorter. */
    static final int CHUNK_BYTES = 1 << 16;

    private final OutputStream out;
    private final ChunkCipher cipher;
    private final byte[] chunk = new byte[CHUNK_BYTES];
    private int filled;
    private long number;

    SealedOutput(OutputStream out, ChunkCipher cipher) {
        this.out = out;
        this.cipher = cipher;
    }

    @Override
    public void write(int oneByte) throws IOException {
        write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int written = 0;
        while (written < length) {
            if (filled == CHUNK_BYTES) {
                seal(false);
            }
            int count = Math.min(length - written, CHUNK_BYTES - filled);
            System.arraycopy(bytes, offset + written, chunk, filled, count);
            filled += count;
            written += count;
        }
    }

    private void seal(boolean last) throws IOException {
        out.write(cipher.seal(number++, last, filled == CHUNK_BYTES ? chunk : Arrays.copyOf(chunk, filled)));
        filled = 0;
    }

    /** Seals the last chunk. Leaves what it was written to open. */
    void finish() throws IOException {
        seal(true);
        Arrays.fill(chunk, (byte) 0);
        out.flush();
    }
}
