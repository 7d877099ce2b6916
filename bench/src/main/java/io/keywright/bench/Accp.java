package io.keywright.bench;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import io.keywright.core.crypto.CryptoProviders;
import java.security.Provider;
import java.security.Security;

/** The two sides that are compared. */
final class Accp {

    static final String NAME = "accp";

    private Accp() {}

    static Provider provider() {
        AmazonCorrettoCryptoProvider.INSTANCE.assertHealthy();
        return AmazonCorrettoCryptoProvider.INSTANCE;
    }

    /** AWS-LC if {@code side} says so, else the JDK's provider of that name. */
    static Provider or(String side, String jdkProvider) {
        return side.equals(NAME) ? provider() : Security.getProvider(jdkProvider);
    }

    static CryptoProviders providers(String side) {
        return side.equals(NAME) ? CryptoProviders.withAccp(provider()) : CryptoProviders.jdk();
    }
}
