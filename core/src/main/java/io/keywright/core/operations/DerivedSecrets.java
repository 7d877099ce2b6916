package io.keywright.core.operations;

import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.ScopeClaim;
import io.keywright.core.call.Outcome;
import io.keywright.core.call.UseCase;
import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.lifecycle.HeldKey;
import io.keywright.core.work.Computations;
import io.keywright.core.work.Deadline;
import io.keywright.core.work.Effort;
import io.keywright.model.Algorithm;
import io.keywright.model.ErrorCode;
import io.keywright.model.Kdf;
import io.keywright.model.KeyUsage;
import io.keywright.model.KeywrightException;
import io.keywright.model.Scope;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Derives secrets, from managed keys or from what callers give, and makes random bytes. Nothing of it is kept. */
public final class DerivedSecrets {

    /** The most random bytes at once. */
    public static final int MOST_RANDOM_BYTES = 1024;

    private static final int MOST_SECRET_BYTES = 1024;
    private static final String ALIAS = "alias/";

    /**
     * What was derived, for the caller to destroy.
     *
     * @param keyId of the key that it was derived from; null if it was from a secret
     */
    public record Derived(SecretBytes secret, @Nullable UUID keyId) {}

    private final KeyUse keys;
    private final Authorizer authorizer;
    private final CryptoEngine engine;
    private final Computations computations;

    public DerivedSecrets(KeyUse keys, Authorizer authorizer, CryptoEngine engine, Computations computations) {
        this.keys = keys;
        this.authorizer = authorizer;
        this.engine = engine;
        this.computations = computations;
    }

    /**
     * Derives by HKDF from an HMAC key that was made for {@code sign} and {@code verify}; what comes of it is never a
     * signature of that key. An alias stands for its active key. By its id a rotated or archived key derives again what it
     * derived before.
     */
    public UseCase<Derived> fromKey(ScopeClaim scope, String keyId, Derivation derivation) {
        if (derivation.kdf().family() != Kdf.Family.HKDF) {
            throw new KeywrightException(
                    ErrorCode.INVALID_REQUEST,
                    "A key needs no stretching: derive from it by HKDF, and by PBKDF2 from a password in secret.",
                    Map.of("reason", "kdf_does_not_fit", "member", "kdf"));
        }
        KeyUsage usage = keyId.startsWith(ALIAS) ? KeyUsage.SIGN : KeyUsage.VERIFY;
        UseCase.NonBlocking<Used<SecretBytes>> use = keys.one(
                new KeyRequest(scope, keyId, Algorithm.HS256),
                Step.alone(
                        usage,
                        (key, algorithm) -> engine.burden(key, algorithm, usage, derivation.bytes()),
                        (key, algorithm, deadline) -> derived(key, derivation),
                        derived -> true));
        UseCase.NonBlocking<Derived> derived = call -> use.start(call).thenApply(outcome -> {
            Used<SecretBytes> used = outcome.value();
            return Outcome.of(new Derived(used.value(), used.keyId()));
        });
        return derived;
    }

    private SecretBytes derived(HeldKey key, Derivation derivation) {
        authorizer.checkUsage(key.metadata(), KeyUsage.SIGN);
        authorizer.checkUsage(key.metadata(), KeyUsage.VERIFY);
        return engine.derive(key.usable(), derivation.kdf(), derivation.salt(), derivation.info(), derivation.bytes());
    }

    /**
     * Derives from {@code secret}, which is destroyed: at least 16 bytes for HKDF, a byte for PBKDF2, and at most 1024.
     */
    public UseCase<Derived> fromSecret(ScopeClaim claim, SecretBytes secret, Derivation derivation) {
        boolean strong = derivation.kdf().family() == Kdf.Family.HKDF;
        int least = strong ? Derivation.STRONG_BYTES : 1;
        Derivation.require(
                secret.size() >= least && secret.size() <= MOST_SECRET_BYTES,
                "secret",
                strong ? "must be 16 to 1024 bytes; derive from a password by PBKDF2" : "must be 1 to 1024 bytes");
        UseCase.NonBlocking<Derived> derived = call -> {
            Scope scope = authorizer.scope(call.caller(), claim, call.operation());
            Deadline deadline = call.deadline();
            return computations
                    .submit(
                            scope.tenantId(),
                            strong ? Effort.SHORT : Effort.LONG,
                            deadline,
                            () -> derived(secret, derivation, deadline))
                    .thenApply(made -> Outcome.of(new Derived(made, null)));
        };
        return derived;
    }

    private SecretBytes derived(SecretBytes secret, Derivation derivation, Deadline deadline) {
        try (secret) {
            return switch (derivation.kdf().family()) {
                case HKDF ->
                    engine.hkdf(derivation.kdf(), secret, derivation.salt(), derivation.info(), derivation.bytes());
                case PBKDF2 ->
                    engine.pbkdf2(
                            derivation.kdf(),
                            secret,
                            derivation.salt(),
                            derivation.iterations(),
                            derivation.bytes(),
                            deadline);
            };
        }
    }

    /** So many random bytes, 1 to {@link #MOST_RANDOM_BYTES}, from the source that keys are made of. */
    public UseCase<SecretBytes> random(ScopeClaim claim, int bytes) {
        Derivation.require(bytes >= 1 && bytes <= MOST_RANDOM_BYTES, "bytes", "must be 1 to 1024");
        return UseCase.blocking(call -> {
            authorizer.scope(call.caller(), claim, call.operation());
            return Outcome.of(SecretBytes.own(engine.random(bytes)));
        });
    }
}
