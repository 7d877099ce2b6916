package io.keywright.core.lifecycle;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.crypto.Encrypted;
import io.keywright.core.crypto.GeneratedKey;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.crypto.UsableKey;
import io.keywright.core.integrity.RowGuard;
import io.keywright.model.Algorithm;
import io.keywright.model.Algorithm.Purpose;
import io.keywright.model.Kdf;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeywrightException;
import io.keywright.model.Protection;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * Opens the row of a key in memory anew and compares: one key and one public key each time, by chance. One that differs is dropped and told of.
 * Blocks.
 */
public final class KeySampling {

    private static final byte[] PROBE = "keywright sample".getBytes(US_ASCII);
    private static final Set<String> INTEGRITY = Set.of("key_integrity", RowGuard.REASON);

    private final HeldKeys held;
    private final CryptoEngine engine;
    private final KeyWatch watch;

    public KeySampling(KeyRing ring, CryptoEngine engine, KeyWatch watch) {
        this.held = ring.held();
        this.engine = engine;
        this.watch = watch;
    }

    /** Looks at a key and at a public key, if there are such in memory. */
    public void look() {
        held.anyWhole().ifPresent(found -> look(found, this::alike));
        held.anyPublic().ifPresent(found -> look(found, this::accepts));
    }

    /** @param alike whether the key in memory and the stored one are the same */
    private void look(HeldKeys.Found found, BiPredicate<UsableKey, UsableKey> alike) {
        try {
            compare(found.place(), found.key().get(), alike);
        } finally {
            found.key().release();
        }
    }

    private void compare(KeyPlace place, HeldKey key, BiPredicate<UsableKey, UsableKey> alike) {
        try {
            HeldKey stored = held.open(place);
            try {
                if (isSuspect(key, stored, alike)) {
                    drop(place, key.metadata());
                }
            } finally {
                stored.destroy();
            }
        } catch (KeywrightException e) {
            if (INTEGRITY.contains(String.valueOf(e.details().get("reason")))) {
                drop(place, key.metadata());
            }
        }
    }

    /**
     * What may change meanwhile, the tail follows: state, policy, and which key an alias stands for. Of a key inside a provider
     * there is nothing in memory that could differ.
     */
    private static boolean isSuspect(HeldKey key, HeldKey stored, BiPredicate<UsableKey, UsableKey> alike) {
        KeyMetadata one = key.metadata();
        KeyMetadata other = stored.metadata();
        boolean comparable = one.keyId().equals(other.keyId())
                && one.protection() == Protection.SOFTWARE
                && key.material().isPresent()
                && stored.material().isPresent();
        return comparable
                && !(one.publicKey().equals(other.publicKey())
                        && alike.test(key.material().get(), stored.material().get()));
    }

    /** Whether the public key accepts what the stored key signs; nobody asks one by itself for anything else. */
    private boolean accepts(UsableKey publicKey, UsableKey stored) {
        Algorithm algorithm = stored.type().defaultAlgorithm();
        return algorithm.purpose() != Purpose.SIGNATURE
                || engine.verify(publicKey, algorithm, PROBE, engine.sign(stored, algorithm, PROBE));
    }

    /** Whether one accepts what the other protects, or both agree upon the same. */
    private boolean alike(UsableKey one, UsableKey other) {
        Algorithm algorithm = one.type().defaultAlgorithm();
        return switch (algorithm.purpose()) {
            case ENCRYPTION -> {
                Encrypted probe = engine.encrypt(one, algorithm, PROBE, PROBE);
                yield engine.decrypt(other, algorithm, probe.ciphertext(), probe.iv(), PROBE)
                        .isPresent();
            }
            case SIGNATURE -> engine.verify(other, algorithm, PROBE, engine.sign(one, algorithm, PROBE));
            case AGREEMENT -> {
                try (GeneratedKey peer = engine.generate(one.type())) {
                    yield agreed(one, peer).equals(agreed(other, peer));
                }
            }
        };
    }

    private Optional<SecretBytes> agreed(UsableKey key, GeneratedKey peer) {
        return engine.agree(key, Algorithm.ECDH, peer.publicKey(), Kdf.HKDF_SHA256, PROBE, PROBE, PROBE.length);
    }

    private void drop(KeyPlace place, KeyMetadata key) {
        held.drop(place);
        watch.differed(key);
    }
}
