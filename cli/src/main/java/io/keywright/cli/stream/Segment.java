package io.keywright.cli.stream;

import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import javax.crypto.Cipher;

/** A segment on its way, and room for another after it. Belongs to one thread, and to others from its start until it is written. */
final class Segment {

    private final StreamKey key;
    private final int mode;
    private final Cipher cipher;
    private final byte[] bytes = new byte[Segments.BUFFER_BYTES];
    private CompletableFuture<Integer> written = CompletableFuture.completedFuture(0);

    /** @param mode of {@link Cipher} */
    Segment(StreamKey key, int mode) throws GeneralSecurityException {
        this.key = key;
        this.mode = mode;
        this.cipher = key.cipher();
    }

    /**
     * Reads the next one, and has it encrypted or decrypted, and written as soon as those before it are; never if one of them failed.
     *
     * @param before is done when those before it are written
     * @return how many bytes were written, when they are
     */
    CompletableFuture<Integer> start(Segments in, CompletableFuture<Integer> before, OutputStream out, Executor threads)
            throws IOException {
        long index = in.index();
        int length = in.read(bytes);
        boolean last = in.ended();
        CompletableFuture<Integer> made = CompletableFuture.supplyAsync(() -> transform(index, length, last), threads);
        written = before.thenCombineAsync(made, (_, result) -> write(result, out), threads);
        return written;
    }

    private int transform(long index, int length, boolean last) {
        try {
            key.prepare(cipher, mode, index, last);
            return cipher.doFinal(bytes, 0, length, bytes, 0);
        } catch (GeneralSecurityException e) {
            throw new CompletionException(e);
        }
    }

    private int write(int length, OutputStream out) {
        try {
            out.write(bytes, 0, length);
            return length;
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    /**
     * Waits until it is written.
     *
     * @return how many bytes it has
     * @throws javax.crypto.AEADBadTagException if it is not what belongs here
     */
    int await() throws IOException, GeneralSecurityException, InterruptedException {
        try {
            return written.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw e.getCause() instanceof GeneralSecurityException refusal
                    ? refusal
                    : new GeneralSecurityException("a segment failed", e.getCause());
        }
    }

    void wipe() {
        Arrays.fill(bytes, (byte) 0);
    }
}
