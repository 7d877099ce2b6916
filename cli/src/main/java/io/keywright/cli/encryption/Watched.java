package io.keywright.cli.encryption;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import io.keywright.cli.stream.StreamingAead;
import io.keywright.verifier.terminal.Progress;
import io.keywright.verifier.terminal.Terminal;
import java.security.Provider;
import java.util.Optional;

/**
 * Encryption or decryption that a person can watch, if one is there. AES is AWS-LC's where there is enough to do to make good for
 * the time that it takes to load, and where it loads; else the JDK's.
 */
record Watched(StreamingAead aead, Progress progress) implements AutoCloseable {

    private static final int MIB = 20;
    private static final long LITTLE = 32L << MIB;

    /** @param size how much there is to do, or 0 if that is not known */
    static Watched begin(Terminal terminal, String what, long size) {
        Progress progress = new Progress(terminal, what + ", MiB");
        boolean seen = terminal.isWatched();
        return new Watched(
                new StreamingAead(aes(size), done -> {
                    if (seen) {
                        progress.at(done >> MIB, size >> MIB);
                    }
                }),
                progress);
    }

    private static Optional<Provider> aes(long size) {
        if (size > 0 && size < LITTLE) {
            return Optional.empty();
        }
        AmazonCorrettoCryptoProvider awsLc = AmazonCorrettoCryptoProvider.INSTANCE;
        return awsLc.getLoadingError() == null ? Optional.of(awsLc) : Optional.empty();
    }

    @Override
    public void close() {
        progress.close();
    }
}
