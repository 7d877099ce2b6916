package io.keywright.core.crypto;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.util.List;
import java.util.stream.Stream;

/** Every choice of providers that the engine can run with. */
final class Engines {

    private static final List<Named> ALL = AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError() == null
            ? List.of(
                    new Named("AWS-LC", CryptoProviders.withAccp(AmazonCorrettoCryptoProvider.INSTANCE)),
                    new Named("JDK", CryptoProviders.jdk()))
            : List.of(new Named("JDK", CryptoProviders.jdk()));

    private Engines() {}

    record Named(String name, CryptoProviders providers, CryptoEngine engine) {
        Named(String name, CryptoProviders providers) {
            this(name, providers, new CryptoEngine(providers));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** The one that makes RSA keys in the least time. */
    static CryptoEngine quickest() {
        return ALL.getFirst().engine();
    }

    /** A pair of engines; keys of the one are to be used by the other. */
    record Pair(CryptoEngine maker, CryptoEngine user, String names) {
        @Override
        public String toString() {
            return names;
        }
    }

    static Stream<Named> all() {
        return ALL.stream();
    }

    static Stream<Pair> pairs() {
        return all().flatMap(
                        maker -> all().map(user -> new Pair(maker.engine(), user.engine(), maker + " then " + user)));
    }
}
