package io.keywright.core.operations;

import io.keywright.core.authorization.ScopeClaim;
import io.keywright.core.call.Outcome;
import io.keywright.core.call.UseCase;
import io.keywright.core.crypto.Burden;
import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.operations.DerivedSecrets.Derived;
import io.keywright.model.Algorithm;
import io.keywright.model.ErrorCode;
import io.keywright.model.Kdf;
import io.keywright.model.KeyUsage;
import io.keywright.model.KeywrightException;
import java.util.Map;
import java.util.Optional;

/** Agrees upon secrets with the holders of other keys. The bare secret never leaves, nor is anything kept. */
public final class AgreedSecrets {

    private final KeyUse keys;
    private final CryptoEngine engine;

    public AgreedSecrets(KeyUse keys, CryptoEngine engine) {
        this.keys = keys;
        this.engine = engine;
    }

    /**
     * Derives by HKDF from what the key, which was made for {@code agree}, shares with the holder of {@code peer}. An alias
     * stands for its newest key. By its id a rotated or archived key agrees again upon what it did before.
     *
     * @param peer the other one's public key, SubjectPublicKeyInfo in DER
     */
    public UseCase<Derived> agree(ScopeClaim scope, String keyId, byte[] peer, Derivation derivation) {
        if (derivation.kdf().family() != Kdf.Family.HKDF) {
            throw new KeywrightException(
                    ErrorCode.INVALID_REQUEST,
                    "What is agreed upon needs no stretching: derive from it by HKDF.",
                    Map.of("reason", "kdf_does_not_fit", "member", "kdf"));
        }
        UseCase.NonBlocking<Used<Optional<SecretBytes>>> use = keys.one(
                new KeyRequest(scope, keyId, Algorithm.ECDH),
                Step.alone(
                        KeyUsage.AGREE,
                        (key, algorithm) -> Burden.HEAVY,
                        (key, algorithm, deadline) -> engine.agree(
                                key.usable(),
                                algorithm,
                                peer,
                                derivation.kdf(),
                                derivation.salt(),
                                derivation.info(),
                                derivation.bytes()),
                        agreed -> true));
        UseCase.NonBlocking<Derived> agreed = call -> use.start(call).thenApply(outcome -> {
            Used<Optional<SecretBytes>> used = outcome.value();
            return Outcome.of(new Derived(used.value().orElseThrow(AgreedSecrets::unfit), used.keyId()));
        });
        return agreed;
    }

    private static KeywrightException unfit() {
        return new KeywrightException(
                ErrorCode.INVALID_REQUEST,
                "public_key is no key to agree with: send one of the same curve, whole, and no point of small order.",
                Map.of("reason", "public_key_does_not_fit", "member", "public_key"));
    }
}
