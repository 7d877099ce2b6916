package io.keywright.cli.stream;

import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import javax.crypto.Cipher;
import org.jspecify.annotations.Nullable;

/** A segment on its way, and room for another after it. Belongs to one thread, and to another from its start until it is done. */
final class Segment {

    private final StreamKey key;
    private final int mode;
    private final Cipher cipher;
    private final byte[] bytes = new byte[Segments.BUFFER_BYTES];
    private @Nullable Future<Integer> result;

    /** @param mode of {@link Cipher} */
    Segment(StreamKey key, int mode) throws GeneralSecurityException {
        this.key = key;
        this.mode = mode;
        this.cipher = key.cipher();
    }

    /** Reads the next one, and has it encrypted or decrypted by a thread of {@code threads}. */
    void start(Segments segments, ExecutorService threads) throws IOException {
        long index = segments.index();
        int length = segments.read(bytes);
        boolean last = segments.ended();
        result = threads.submit(() -> {
            key.prepare(cipher, mode, index, last);
            return cipher.doFinal(bytes, 0, length, bytes, 0);
        });
    }

    /**
     * Waits for it and writes it.
     *
     * @return how many bytes it has
     * @throws javax.crypto.AEADBadTagException if it is not what belongs here
     */
    int write(OutputStream out) throws IOException, GeneralSecurityException, InterruptedException {
        if (result == null) {
            return 0;
        }
        try {
            int length = result.get();
            out.write(bytes, 0, length);
            return length;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof GeneralSecurityException refusal
                    ? refusal
                    : new GeneralSecurityException("a segment failed", e.getCause());
        }
    }

    void wipe() {
        Arrays.fill(bytes, (byte) 0);
    }
}
