package io.keywright.core.lifecycle;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.crypto.Encrypted;
import io.keywright.core.crypto.GeneratedKey;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.crypto.UsableKey;
import io.keywright.core.integrity.RowGuard;
import io.keywright.core.secret.Shared;
import io.keywright.model.Algorithm;
import io.keywright.model.Kdf;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeywrightException;
import io.keywright.model.Protection;
import java.util.Optional;
import java.util.Set;

/**
 * Opens the row of a key in memory anew and compares: one key each time, by chance. One that differs is dropped and told of.
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

    /** Looks at a key, if there is one in memory. */
    public void look() {
        held.any().ifPresent(this::look);
    }

    private void look(KeyPlace place) {
        Shared<HeldKey> there = held.ifWhole(place);
        if (there != null) {
            try {
                compare(place, there.get());
            } finally {
                there.release();
            }
        }
    }

    private void compare(KeyPlace place, HeldKey key) {
        try {
            HeldKey stored = held.open(place);
            try {
                if (isSuspect(key, stored)) {
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
    private boolean isSuspect(HeldKey key, HeldKey stored) {
        KeyMetadata one = key.metadata();
        KeyMetadata other = stored.metadata();
        boolean comparable = one.keyId().equals(other.keyId())
                && one.protection() == Protection.SOFTWARE
                && key.material().isPresent()
                && stored.material().isPresent();
        return comparable
                && !(one.publicKey().equals(other.publicKey())
                        && alike(key.material().get(), stored.material().get()));
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
