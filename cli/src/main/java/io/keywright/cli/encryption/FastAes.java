package io.keywright.cli.encryption;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.Provider;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * AES from AWS-LC, where there is enough to do to make good for the time that it takes to load, and where it loads; else the JDK's. It
 * loads while the service is asked for the data key.
 */
record FastAes(CompletableFuture<Optional<Provider>> loading) {

    private static final long LITTLE = 32L << 20;

    /** @param size how many bytes there are, or 0 if that is not known */
    static FastAes load(long size) {
        return new FastAes(
                size > 0 && size < LITTLE
                        ? CompletableFuture.completedFuture(Optional.empty())
                        : CompletableFuture.supplyAsync(FastAes::loaded));
    }

    private static Optional<Provider> loaded() {
        AmazonCorrettoCryptoProvider awsLc = AmazonCorrettoCryptoProvider.INSTANCE;
        return awsLc.getLoadingError() == null ? Optional.of(awsLc) : Optional.empty();
    }

    /** Waits until it is loaded; empty stands for the JDK's. */
    Optional<Provider> provider() {
        return loading.join();
    }
}
