package io.keywright.core.lifecycle;

import io.keywright.core.Settings;
import io.keywright.core.call.Call;
import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.crypto.GeneratedKey;
import io.keywright.core.crypto.UuidV7;
import io.keywright.core.work.Computations;
import io.keywright.core.work.Deadline;
import io.keywright.core.work.Effort;
import io.keywright.model.AccessPolicy;
import io.keywright.model.Caller;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeyLine;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyState;
import io.keywright.model.KeyType;
import io.keywright.model.KeyVersion;
import io.keywright.model.KeywrightException;
import io.keywright.model.Protection;
import io.keywright.model.Scope;
import io.keywright.model.StoredKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes new keys, ready to be stored. Calls may block. */
public final class KeyForge {

    /** The last time that RFC 3339 can spell. */
    private static final Instant END_OF_TIME = Instant.parse("9999-12-31T23:59:59.999Z");

    private static final int FIRST_POLICY = 1;

    private final Settings settings;
    private final CryptoEngine engine;
    private final Computations computations;
    private final KeyVault vault;
    private final Protection protection;
    private final UuidV7 ids;
    private final Clock clock;

    public KeyForge(
            Settings settings,
            CryptoEngine engine,
            Computations computations,
            KeyVault vault,
            Protection protection,
            UuidV7 ids,
            Clock clock) {
        this.settings = settings;
        this.engine = engine;
        this.computations = computations;
        this.vault = vault;
        this.protection = protection;
        this.ids = ids;
        this.clock = clock;
    }

    StoredKey make(Call call, Scope scope, NewKey wanted) {
        Instant now = now();
        checkUsage(wanted);
        Instant validUntil = wanted.validUntil() == null ? now.plus(settings.keyValidity()) : wanted.validUntil();
        if (!validUntil.isAfter(now)) {
            throw invalid("valid_until", "valid_until lies in the past; send a later time or leave it out.");
        }
        UUID keyId = ids.next();
        KeyLine line = new KeyLine(
                keyId,
                scope,
                wanted.keyAlias(),
                wanted.keyType(),
                wanted.keyUsage(),
                wanted.accessPolicy() == null ? defaultPolicy(call.caller()) : wanted.accessPolicy(),
                FIRST_POLICY);
        return forge(
                call, new KeyMetadata(line, version(keyId, 1, now, validUntil.truncatedTo(ChronoUnit.MILLIS), null)));
    }

    /** The next version of the key's line, with the same length of validity. */
    StoredKey successor(Call call, KeyMetadata key) {
        Instant now = now();
        Instant validUntil = earlier(now.plus(Duration.between(key.validFrom(), key.validUntil())), END_OF_TIME);
        int next = key.version().number() + 1;
        return forge(call, new KeyMetadata(key.line(), version(ids.next(), next, now, validUntil, key.keyId())));
    }

    private KeyVersion version(UUID keyId, int number, Instant now, Instant validUntil, @Nullable UUID rotatedFrom) {
        return new KeyVersion(keyId, number, KeyState.ACTIVE, "", now, now, validUntil, rotatedFrom, null, protection);
    }

    private StoredKey forge(Call call, KeyMetadata plan) {
        try (GeneratedKey generated = generated(plan, call.deadline())) {
            KeyMetadata key = plan.withPublicKey(PublicKeyText.write(generated.publicKey()));
            return new StoredKey(key, Optional.of(vault.close(call.caller(), key, generated.material())));
        }
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
            case EC_P256, EC_P384, ED25519, ML_DSA_65, AES_256, HMAC_256 -> Effort.SHORT;
        };
    }

    private AccessPolicy defaultPolicy(Caller caller) {
        Set<String> modules = settings.defaultModules().isEmpty() ? Set.of(caller.module()) : settings.defaultModules();
        return new AccessPolicy(modules, false, settings.maxUsagePerDayDefault());
    }

    private static void checkUsage(NewKey wanted) {
        if (wanted.keyUsage().isEmpty() || !wanted.keyType().usages().containsAll(wanted.keyUsage())) {
            throw invalid(
                    "key_usage",
                    "key_usage must be a non-empty subset of what "
                            + wanted.keyType().wireName() + " can do.");
        }
    }

    private static KeywrightException invalid(String member, String advice) {
        return new KeywrightException(ErrorCode.INVALID_REQUEST, advice, Map.of("member", member));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
