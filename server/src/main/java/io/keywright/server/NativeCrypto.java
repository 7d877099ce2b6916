package io.keywright.server;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import io.keywright.core.crypto.CryptoProviders;
import org.jboss.logging.Logger;

/** AWS-LC where it runs, the JDK with one warning where it does not. */
final class NativeCrypto {

    private static final Logger LOG = Logger.getLogger(NativeCrypto.class);
    private static final String OWN_ED25519_KEYS = "com.amazon.corretto.crypto.provider.registerEdKeyFactory";

    private NativeCrypto() {}

    static CryptoProviders providers() {
        System.setProperty(OWN_ED25519_KEYS, "true");
        AmazonCorrettoCryptoProvider accp = AmazonCorrettoCryptoProvider.INSTANCE;
        if (accp.getLoadingError() == null) {
            return CryptoProviders.withAccp(accp);
        }
        LOG.warnf(
                "event=native_crypto_missing AWS-LC does not load here, the JDK signs instead, and slower: %s",
                accp.getLoadingError().getMessage());
        return CryptoProviders.jdk();
    }
}
