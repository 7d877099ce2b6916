package io.keywright.core.crypto;

import io.keywright.model.Algorithm;
import io.keywright.model.KeyType;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Which JCA provider serves which algorithm, and where random bytes come from. Providers are used as they are given;
 * none is installed, and the order of the installed ones does not matter. See
 * {@code docs/adr/0003-crypto-providers.md} for what was measured.
 */
public final class CryptoProviders {

    private final Map<Algorithm, Provider> providers;
    private final SecureRandom random = systemRandom();
    private final boolean nativeSignatures;
    private final Optional<Supplier<Provider>> pssOfDigests;

    private CryptoProviders(
            Map<Algorithm, Provider> providers, boolean nativeSignatures, Optional<Supplier<Provider>> pssOfDigests) {
        this.providers = providers;
        this.nativeSignatures = nativeSignatures;
        this.pssOfDigests = pssOfDigests;
    }

    /** Everything from the JDK: for platforms without a native library. */
    public static CryptoProviders jdk() {
        return new CryptoProviders(fromJdk(), false, Optional.empty());
    }

    /**
     * AWS-LC where it was measured to be faster, the JDK for the rest.
     *
     * @param accp a healthy Amazon Corretto Crypto Provider
     * @throws IllegalArgumentException if it lacks something that it is wanted for
     */
    public static CryptoProviders withAccp(Provider accp) {
        Map<Algorithm, Provider> providers = fromJdk();
        for (Jca jca : Jca.values()) {
            if (jca.fasterInAccp()) {
                requireService(accp, jca);
                providers.put(jca.algorithm(), accp);
            }
        }
        return new CryptoProviders(providers, true, Optional.empty());
    }

    /**
     * The same, which also signs digests with RSASSA-PSS: neither JDK nor AWS-LC does.
     *
     * @param provider of {@code RAWRSASSA-PSS}, which takes the digest as its data; asked for once it is needed
     */
    public CryptoProviders signingDigestsBy(Supplier<Provider> provider) {
        return new CryptoProviders(providers, nativeSignatures, Optional.of(provider));
    }

    private static void requireService(Provider accp, Jca jca) {
        if (accp.getService(jca.service(), jca.transformation()) == null) {
            throw new IllegalArgumentException(accp.getName() + " does not offer " + jca.transformation());
        }
    }

    private static Map<Algorithm, Provider> fromJdk() {
        Map<Algorithm, Provider> providers = new EnumMap<>(Algorithm.class);
        Arrays.stream(Jca.values()).forEach(jca -> providers.put(jca.algorithm(), installed(jca.jdkProvider())));
        return providers;
    }

    static Provider installed(String name) {
        Provider provider = Security.getProvider(name);
        if (provider == null) {
            throw new IllegalStateException("this JDK lacks its provider " + name);
        }
        return provider;
    }

    /** The kernel's, measured to be the fastest; a DRBG (NIST SP 800-90A) seeded by the system where it is not offered. */
    private static SecureRandom systemRandom() {
        Provider sun = installed("SUN");
        String algorithm = sun.getService("SecureRandom", "NativePRNG") != null ? "NativePRNG" : "DRBG";
        try {
            return SecureRandom.getInstance(algorithm, sun);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK lacks " + algorithm, e);
        }
    }

    /** What signs, encrypts or authenticates with {@code algorithm}. */
    public Provider of(Algorithm algorithm) {
        Provider provider = providers.get(algorithm);
        if (provider == null) {
            throw new IllegalStateException("no provider for " + algorithm.wireName());
        }
        return provider;
    }

    /** What signs digests with RSASSA-PSS, if anything does. */
    Optional<Supplier<Provider>> pssOfDigests() {
        return pssOfDigests;
    }

    /** What parses keys of {@code type}: the one that uses them. */
    Provider of(KeyType type) {
        return of(type.defaultAlgorithm());
    }

    /** The one source of keys, IVs and ids; strong, and safe from any thread. */
    public SecureRandom random() {
        return random;
    }

    /** Whether AWS-LC makes the signatures. */
    boolean nativeSignatures() {
        return nativeSignatures;
    }

    /** The name of each algorithm's provider, for the start-up log. */
    @Override
    public String toString() {
        Map<Algorithm, String> names = new EnumMap<>(Algorithm.class);
        providers.forEach((algorithm, provider) -> names.put(algorithm, provider.getName()));
        return names.toString();
    }
}
