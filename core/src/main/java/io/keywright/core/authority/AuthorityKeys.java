package io.keywright.core.authority;

import io.keywright.core.Settings;
import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.crypto.UsableKey;
import io.keywright.core.lifecycle.HeldKey;
import io.keywright.core.lifecycle.KeyRing;
import io.keywright.core.lifecycle.KeyVault;
import io.keywright.core.lifecycle.StateTable;
import io.keywright.core.operations.CertifyingKey;
import io.keywright.core.secret.Shared;
import io.keywright.core.work.Computations;
import io.keywright.core.work.Deadline;
import io.keywright.core.work.Effort;
import io.keywright.model.Algorithm;
import io.keywright.model.Authority;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyReference;
import io.keywright.model.KeyUsage;
import io.keywright.model.KeywrightException;
import io.keywright.model.StoredKey;
import io.keywright.pki.issuing.AuthorityKey;
import io.keywright.pki.issuing.PublicKeys;
import java.security.PublicKey;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Has authorities sign what no caller orders as a certificate: their own certificates and requests, those of authorities
 * below them, and revocation lists. Calls block.
 */
public final class AuthorityKeys {

    private final Settings settings;
    private final KeyRing keys;
    private final KeyVault vault;
    private final CryptoEngine engine;
    private final Computations computations;
    private final Clock clock;

    public AuthorityKeys(
            Settings settings,
            KeyRing keys,
            KeyVault vault,
            CryptoEngine engine,
            Computations computations,
            Clock clock) {
        this.settings = settings;
        this.keys = keys;
        this.vault = vault;
        this.engine = engine;
        this.computations = computations;
        this.clock = clock;
    }

    /**
     * What {@code work} has the authority's key certify: something new, so that the key must be active.
     *
     * @param check refuses the key by throwing
     * @throws KeywrightException also if the key's state does not allow it
     */
    <T> T certify(Authority authority, Consumer<KeyMetadata> check, Deadline deadline, Function<AuthorityKey, T> work) {
        return sign(
                authority,
                key -> {
                    check.accept(key);
                    new StateTable(settings.processing()).check(key, KeyUsage.CERTIFY, clock.instant());
                },
                deadline,
                work);
    }

    /** What {@code work} has a key certify that was just made, and is not stored yet. */
    <T> T certify(StoredKey made, Deadline deadline, Function<AuthorityKey, T> work) {
        try (UsableKey key =
                vault.open(made.metadata(), made.wrapped().orElseThrow()).key()) {
            return sign(made.metadata(), key, deadline, work);
        }
    }

    /**
     * What {@code work} has the authority's key tell of what it has certified. It does so for as long as it is there: whoever
     * archives it ends what is new, and not what others rely on.
     *
     * @param told is given the key
     * @throws KeywrightException also if the key is destroyed
     */
    <T> T tell(Authority authority, Consumer<KeyMetadata> told, Deadline deadline, Function<AuthorityKey, T> work) {
        return sign(
                authority,
                key -> {
                    told.accept(key);
                    StateTable.requireMaterial(key);
                },
                deadline,
                work);
    }

    private <T> T sign(
            Authority authority, Consumer<KeyMetadata> check, Deadline deadline, Function<AuthorityKey, T> work) {
        return held(authority, held -> {
            check.accept(held.metadata());
            return sign(held.metadata(), held.usable(), deadline, work);
        });
    }

    /** What is known of the authority's key. */
    KeyMetadata key(Authority authority) {
        return held(authority, HeldKey::metadata);
    }

    private <T> T held(Authority authority, Function<HeldKey, T> use) {
        KeyReference key = new KeyReference.ById(authority.keyId());
        try {
            Shared<HeldKey> held =
                    keys.find(authority.scope(), key, KeyUsage.CERTIFY).join();
            try {
                return use.apply(held.get());
            } finally {
                held.release();
            }
        } catch (CompletionException e) {
            throw KeywrightException.of(e);
        }
    }

    private <T> T sign(KeyMetadata metadata, UsableKey key, Deadline deadline, Function<AuthorityKey, T> work) {
        PublicKey publicKey = PublicKeys.read(metadata.publicKey());
        Algorithm algorithm = CertifyingKey.algorithm(publicKey);
        requireAllowed(algorithm);
        CertifyingKey certifying = new CertifyingKey(engine, key, publicKey, algorithm, deadline);
        return computations.run(metadata.scope().tenantId(), Effort.SHORT, deadline, () -> work.apply(certifying));
    }

    private void requireAllowed(Algorithm algorithm) {
        if (!settings.allowedAlgorithms().contains(algorithm)) {
            throw new KeywrightException(
                    ErrorCode.INVALID_REQUEST,
                    "Certificates with this type of key are signed by " + algorithm.wireName()
                            + ", which is not allowed here; use another key_type.",
                    Map.of("reason", "algorithm_not_allowed"));
        }
    }
}
