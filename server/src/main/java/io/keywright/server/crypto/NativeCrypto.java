package io.keywright.server.crypto;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import io.keywright.core.crypto.CryptoProviders;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Signature;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jboss.logging.Logger;

/** AWS-LC where it runs, the JDK where it does not. */
public final class NativeCrypto {

    private static final Logger LOG = Logger.getLogger(NativeCrypto.class);
    private static final AmazonCorrettoCryptoProvider ACCP = AmazonCorrettoCryptoProvider.INSTANCE;

    /** Made when it is first needed: that takes a while. */
    private static final class BouncyCastle {
        static final Provider PROVIDER = new BouncyCastleProvider();
    }

    private NativeCrypto() {}

    /** AWS-LC, or the JDK alone with one warning; and Bouncy Castle for what neither does. */
    public static CryptoProviders providers() {
        return fastest().signingDigestsBy(() -> BouncyCastle.PROVIDER);
    }

    private static CryptoProviders fastest() {
        Throwable trouble = ACCP.getLoadingError();
        if (trouble == null) {
            ACCP.assertHealthy();
            return CryptoProviders.withAccp(ACCP);
        }
        LOG.warnf(
                "event=native_crypto_missing AWS-LC does not load here, the JDK signs instead, and slower: %s",
                trouble.getMessage());
        return CryptoProviders.jdk();
    }

    /**
     * What signs and verifies with {@code algorithm}, a name of JCA.
     *
     * @throws NoSuchAlgorithmException if neither library knows it
     */
    public static Signature signature(String algorithm) throws NoSuchAlgorithmException {
        return ACCP.getLoadingError() == null && ACCP.getService("Signature", algorithm) != null
                ? Signature.getInstance(algorithm, ACCP)
                : Signature.getInstance(algorithm);
    }
}
