package io.keywright.server.keys;

import io.keywright.core.change.KeyChange;
import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.crypto.GeneratedKey;
import io.keywright.core.crypto.UsableKey;
import io.keywright.core.distant.DistantKeys;
import io.keywright.core.distant.Keepers;
import io.keywright.core.lifecycle.HeldKey;
import io.keywright.core.lifecycle.KeyRing;
import io.keywright.core.lifecycle.KeyVault;
import io.keywright.core.secret.Shared;
import io.keywright.core.tenant.TenantRoots;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyReference;
import io.keywright.model.KeyType;
import io.keywright.model.KeyUsage;
import io.keywright.model.KeywrightException;
import io.keywright.model.StoredKey;
import io.keywright.model.WrappedSecret;
import io.keywright.model.pem.Pem;
import io.keywright.model.pem.PemBlock;
import io.keywright.testkit.Samples;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.LongSupplier;

/** Keys of the tenant of a {@link SmallVault}, held in memory by a clock of the test's own. */
final class SmallKeys {

    static final Duration PUBLIC_KEYS = Duration.ofHours(24);

    private static final int ROOM = 10;

    final CryptoEngine engine;
    final TenantRoots roots;
    final KeyRing ring;
    private final SmallVault small;
    private final KeyVault vault;
    private final Samples samples = new Samples(1);

    SmallKeys(SmallVault small, TenantRoots roots, LongSupplier nanos) {
        this.small = small;
        this.engine = new CryptoEngine(small.crypto);
        this.roots = roots;
        this.vault = new KeyVault(roots, engine, new DistantKeys(new Keepers("local", Map.of()), engine));
        this.ring = new KeyRing(
                small.store.keys(),
                vault,
                small.blocking,
                new KeyRing.Limits(ROOM, SmallVault.TERMS.timeToLive(), PUBLIC_KEYS),
                nanos);
    }

    KeyMetadata create(KeyType type) {
        try (GeneratedKey made = engine.generate(type)) {
            String publicKey = type.asymmetric() ? Pem.write(PemBlock.publicKey(made.publicKey())) : "";
            KeyMetadata key =
                    samples.key(SmallVault.SCOPE, null, type).metadata().withPublicKey(publicKey);
            small.commit(new KeyChange.Created(
                    new StoredKey(key, Optional.of(vault.close(SmallVault.CALLER, key, made.material())))));
            return key;
        }
    }

    /** Other material, wrapped as the key's. */
    WrappedSecret wrappedAnew(KeyMetadata key) {
        try (GeneratedKey other = engine.generate(key.keyType())) {
            return vault.close(SmallVault.CALLER, key, other.material());
        }
    }

    /** The key as a use of it would find it. */
    HeldKey found(KeyMetadata key, KeyUsage usage) {
        try {
            Shared<HeldKey> held = ring.find(key.scope(), new KeyReference.ById(key.keyId()), usage)
                    .join();
            held.release();
            return held.get();
        } catch (CompletionException e) {
            throw e.getCause() instanceof KeywrightException refusal ? refusal : e;
        }
    }

    UsableKey material(KeyMetadata key, KeyUsage usage) {
        return found(key, usage).material().orElseThrow();
    }
}
