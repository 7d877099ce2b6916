package io.keywright.server.wiring;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import io.keywright.core.crypto.CryptoProviders;
import org.jboss.logging.Logger;

/** AWS-LC where it runs, the JDK with one warning where it does not. */
final class NativeCrypto {

    private static final Logger LOG = Logger.getLogger(NativeCrypto.class);

    private NativeCrypto() {}

    static CryptoProviders providers() {
        AmazonCorrettoCryptoProvider accp = AmazonCorrettoCryptoProvider.INSTANCE;
        Throwable trouble = accp.getLoadingError();
        if (trouble == null) {
            accp.assertHealthy();
            return CryptoProviders.withAccp(accp);
        }
        LOG.warnf(
                "event=native_crypto_missing AWS-LC does not load here, the JDK signs instead, and slower: %s",
                trouble.getMessage());
        return CryptoProviders.jdk();
    }
}
