package io.keywright.cli.encryption;

import io.keywright.cli.stream.StreamingAead;
import io.keywright.verifier.terminal.Progress;
import io.keywright.verifier.terminal.Terminal;

/** Encryption or decryption that a person can watch, if one is there. */
record Watched(StreamingAead aead, Progress progress) implements AutoCloseable {

    private static final int MIB = 20;

    /** @param size how much there is to do, or 0 if that is not known */
    static Watched begin(Terminal terminal, String what, long size, FastAes aes) {
        Progress progress = new Progress(terminal, what + ", MiB");
        boolean seen = terminal.isWatched();
        return new Watched(
                new StreamingAead(aes.provider(), done -> {
                    if (seen) {
                        progress.at(done >> MIB, size >> MIB);
                    }
                }),
                progress);
    }

    @Override
    public void close() {
        progress.close();
    }
}
