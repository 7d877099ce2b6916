package io.keywright.core.lifecycle;

import io.keywright.core.secret.SecretCache;
import io.keywright.core.secret.Shared;
import io.keywright.core.secret.TimeToLive;
import io.keywright.core.tenant.CachePart;
import io.keywright.core.tenant.Holding;
import io.keywright.model.KeyUsage;
import io.keywright.model.StoredKey;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The keys in memory: whole ones for as long as their root may be used, and their public keys by themselves, which verify on
 * without it, since they were the keys' when the root was last open, and are no secret. Thread-safe.
 */
final class HeldKeys {

    private final KeyLookup lookup;
    private final KeyVault vault;
    private final KeyTraffic traffic;
    private final SecretCache<KeyPlace, HeldKey> whole;
    private final SecretCache<KeyPlace, HeldKey> publicKeys;

    HeldKeys(
            KeyLookup lookup,
            KeyVault vault,
            KeyTraffic traffic,
            Executor blocking,
            KeyRing.Limits limits,
            LongSupplier nanos) {
        this.lookup = lookup;
        this.vault = vault;
        this.traffic = traffic;
        this.whole = new SecretCache<>(
                limits.size(), TimeToLive.upTo(limits.timeToLive()), this::load, HeldKey::destroy, blocking, nanos);
        this.publicKeys = new SecretCache<>(
                limits.size(),
                TimeToLive.upTo(limits.publicKeys()),
                this::loadPublic,
                HeldKey::destroy,
                blocking,
                nanos);
    }

    /** One that may be used so, for the caller to {@link Shared#release}; null if there is none in memory. */
    @Nullable Shared<HeldKey> ifHeld(KeyPlace asked, KeyUsage usage) {
        Shared<HeldKey> publicKey = usage == KeyUsage.VERIFY ? publicKeys.ifHeld(asked) : null;
        return publicKey == null ? ifInForce(asked) : publicKey;
    }

    private @Nullable Shared<HeldKey> ifInForce(KeyPlace asked) {
        Shared<HeldKey> there = whole.ifHeld(asked);
        if (there == null || there.get().holds()) {
            return there;
        }
        whole.drop(asked, there);
        there.release();
        return null;
    }

    /** A whole key, by chance. */
    Optional<Found> anyWhole() {
        return any(whole);
    }

    /** A public key that is held by itself, by chance. */
    Optional<Found> anyPublic() {
        return any(publicKeys);
    }

    /** A key in memory, for the receiver to {@link Shared#release}, and where it is. */
    record Found(KeyPlace place, Shared<HeldKey> key) {}

    private static Optional<Found> any(SecretCache<KeyPlace, HeldKey> keys) {
        List<KeyPlace> places = keys.places(key -> true);
        if (places.isEmpty()) {
            return Optional.empty();
        }
        KeyPlace place = places.get(ThreadLocalRandom.current().nextInt(places.size()));
        return Optional.ofNullable(keys.look(place)).map(key -> new Found(place, key));
    }

    /** The whole key, loaded if need be, for the caller to {@link Shared#release}. */
    CompletableFuture<Shared<HeldKey>> get(KeyPlace asked) {
        return whole.get(asked);
    }

    /** Lets go of the whole keys whose root may no longer be used. */
    void dropOver() {
        whole.places(HeldKey::over).forEach(whole::drop);
    }

    /** Begins to open anew the keys that are in use and near the end of their time. What is opened under a root ends with it, as ever. */
    void refreshDue() {
        whole.refreshDue(this::open);
        publicKeys.refreshDue(this::loadPublic);
    }

    void drop(KeyPlace place) {
        whole.drop(place);
        publicKeys.drop(place);
    }

    /** Lets go of the keys that {@code which} picks, of those at {@code places}; also of what is just being loaded there. */
    void drop(Predicate<KeyPlace> places, Predicate<HeldKey> which) {
        whole.drop(places, which);
        publicKeys.drop(places, which);
    }

    /** Lets go of the keys that {@code part} means. */
    KeyRing.Dropped drop(CachePart part) {
        Predicate<KeyPlace> places = place -> part.includesTenant(place.scope().tenantId());
        Predicate<HeldKey> which = key -> key.isIn(part);
        return new KeyRing.Dropped(whole.drop(places, which), publicKeys.drop(places, which));
    }

    /** All that are held. */
    List<Holding> holdings() {
        return Stream.concat(
                        whole.view((place, key) -> key.holding(Holding.Kind.KEY)).stream(),
                        publicKeys.view((place, key) -> key.holding(Holding.Kind.PUBLIC_KEY)).stream())
                .toList();
    }

    private HeldKey load(KeyPlace asked) {
        StoredKey stored = lookup.find(asked.scope(), asked.reference());
        traffic.of(stored.metadata().keyType()).miss();
        HeldKey key = opened(stored);
        if (stored.metadata().keyType().asymmetric()) {
            publicKeys.renew(asked);
        }
        return key;
    }

    /** The key as it is stored, opened anew, for the caller to {@link HeldKey#destroy}. */
    HeldKey open(KeyPlace asked) {
        return opened(lookup.find(asked.scope(), asked.reference()));
    }

    private HeldKey opened(StoredKey stored) {
        return HeldKey.of(stored.metadata(), stored.wrapped().map(blob -> vault.open(stored.metadata(), blob)));
    }

    private HeldKey loadPublic(KeyPlace asked) {
        StoredKey stored = lookup.find(asked.scope(), asked.reference());
        return HeldKey.ofPublic(
                stored.metadata(), stored.wrapped().map(blob -> vault.openPublic(stored.metadata(), blob)));
    }
}
