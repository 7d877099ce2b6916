package io.keywright.core.lifecycle;

import io.keywright.core.call.Call;
import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.crypto.GeneratedKey;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.distant.DistantErasure;
import io.keywright.core.distant.DistantKeys;
import io.keywright.core.distant.DistantReference;
import io.keywright.core.work.Computations;
import io.keywright.core.work.Deadline;
import io.keywright.core.work.Effort;
import io.keywright.model.DistantKey;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyType;
import io.keywright.model.StoredKey;
import java.util.Optional;

/** Makes what planned keys are made of: material here, or a key pair inside a provider. Calls may block. */
public final class KeyMaking {

    private final CryptoEngine engine;
    private final Computations computations;
    private final KeyVault vault;
    private final DistantKeys distant;
    private final DistantErasure erasure;

    public KeyMaking(
            CryptoEngine engine,
            Computations computations,
            KeyVault vault,
            DistantKeys distant,
            DistantErasure erasure) {
        this.engine = engine;
        this.computations = computations;
        this.vault = vault;
        this.distant = distant;
        this.erasure = erasure;
    }

    /** With material that lies wrapped in the store. */
    StoredKey here(Call call, KeyMetadata plan) {
        try (GeneratedKey generated = generated(plan, call.deadline())) {
            return stored(call, plan, generated.publicKey(), generated.material());
        }
    }

    /** With material that was made elsewhere, which lies wrapped in the store like all other. */
    public StoredKey of(Call call, KeyMetadata plan, GeneratedKey key) {
        return stored(call, plan, key.publicKey(), key.material());
    }

    private GeneratedKey generated(KeyMetadata plan, Deadline deadline) {
        KeyType type = plan.keyType();
        return type.asymmetric()
                ? computations.run(plan.scope().tenantId(), effort(type), deadline, () -> engine.generate(type))
                : engine.generate(type);
    }

    private static Effort effort(KeyType type) {
        return switch (type) {
            case RSA_2048, RSA_3072, RSA_4096 -> Effort.LONG;
            case EC_P256, EC_P384, ED25519, ML_DSA_65, X25519, ECDH_P256, ECDH_P384, AES_256, HMAC_256 -> Effort.SHORT;
        };
    }

    /** With a private key that {@code provider} keeps. */
    StoredKey inside(Call call, KeyMetadata plan, String provider) {
        DistantKey key =
                new DistantKey(provider, plan.scope().tenantId(), plan.keyId().toString());
        erasure.foresee(key, call.deadline());
        byte[] publicKey = distant.make(key, plan.keyType(), call.deadline());
        try (SecretBytes reference = DistantReference.write(key)) {
            return stored(call, plan, publicKey, reference);
        }
    }

    private StoredKey stored(Call call, KeyMetadata plan, byte[] publicKey, SecretBytes material) {
        KeyMetadata key = plan.withPublicKey(PublicKeyText.write(publicKey));
        return new StoredKey(key, Optional.of(vault.close(call.caller(), key, material)));
    }
}
