package io.keywright.core.lifecycle;

import io.keywright.core.Settings;
import io.keywright.core.call.Call;
import io.keywright.core.crypto.UuidV7;
import io.keywright.core.distant.KeeperChoice;
import io.keywright.core.lifecycle.KeyPlans.KeyPlan;
import io.keywright.model.KeyLine;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyState;
import io.keywright.model.KeyVersion;
import io.keywright.model.Protection;
import io.keywright.model.Scope;
import io.keywright.model.StoredKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes new keys, ready to be stored. Calls may block. */
public final class KeyForge {

    /** The last time that RFC 3339 can spell. */
    private static final Instant END_OF_TIME = Instant.parse("9999-12-31T23:59:59.999Z");

    private final KeyPlans plans;
    private final KeyMaking making;
    private final KeyVault vault;
    private final KeeperChoice choice;
    private final UuidV7 ids;
    private final Clock clock;

    public KeyForge(Settings settings, KeyMaking making, KeyVault vault, KeeperChoice choice, UuidV7 ids, Clock clock) {
        this.plans = new KeyPlans(settings);
        this.making = making;
        this.vault = vault;
        this.choice = choice;
        this.ids = ids;
        this.clock = clock;
    }

    StoredKey make(Call call, Scope scope, NewKey wanted) {
        Instant now = now();
        return first(call, scope, wanted, plans.first(call.caller(), scope, wanted, ids.next(), now), now);
    }

    /** The key of a new authority, which certifies and does nothing else. It comes into being with the authority alone. */
    public StoredKey certifying(Call call, Scope scope, NewKey wanted) {
        Instant now = now();
        return first(call, scope, wanted, plans.plan(call.caller(), scope, wanted, ids.next(), now), now);
    }

    private StoredKey first(Call call, Scope scope, NewKey wanted, KeyPlan planned, Instant now) {
        KeyLine line = planned.line();
        return forge(call, line, new Plan(line.lineId(), 1, now, planned.validUntil(), null), keeper(scope, wanted));
    }

    /** Which provider keeps the private key; empty if none does. */
    private Optional<String> keeper(Scope scope, NewKey wanted) {
        Optional<String> named = Optional.ofNullable(wanted.provider());
        return switch (wanted.protection()) {
            case HSM -> Optional.of(choice.keeper(scope.tenantId(), wanted.keyType(), named));
            case SOFTWARE -> {
                if (named.isPresent()) {
                    throw KeyPlans.invalid(
                            "provider", "provider names who keeps a key of protection hsm; leave it out.");
                }
                yield Optional.empty();
            }
            case EXTERNAL -> throw KeyPlans.invalid("protection", "protection must be software or hsm.");
        };
    }

    /** The next version of the key's line, with the same length of validity, and kept the same way. */
    StoredKey successor(Call call, StoredKey predecessor) {
        KeyMetadata key = predecessor.metadata();
        Optional<String> keeper =
                vault.pair(predecessor).map(pair -> choice.successor(pair.tenantId(), key.keyType(), pair.provider()));
        Instant now = now();
        Instant validUntil = earlier(now.plus(Duration.between(key.validFrom(), key.validUntil())), END_OF_TIME);
        int next = key.version().number() + 1;
        return forge(call, key.line(), new Plan(ids.next(), next, now, validUntil, key.keyId()), keeper);
    }

    private record Plan(
            UUID keyId,
            int number,
            Instant now,
            Instant validUntil,
            @Nullable UUID rotatedFrom) {
        KeyVersion kept(Protection protection) {
            return new KeyVersion(
                    keyId, number, KeyState.ACTIVE, "", now, now, validUntil, rotatedFrom, null, protection);
        }
    }

    private StoredKey forge(Call call, KeyLine line, Plan plan, Optional<String> keeper) {
        return keeper.map(provider -> making.inside(call, new KeyMetadata(line, plan.kept(Protection.HSM)), provider))
                .orElseGet(() -> making.here(call, new KeyMetadata(line, plan.kept(Protection.SOFTWARE))));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
