package io.keywright.core.quota;

import io.keywright.core.journal.StoreException;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeywrightException;
import io.keywright.model.Scope;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Holds each version of a key to as many encryptions as random 96-bit IVs allow (NIST SP 800-38D, section 8.3): two that are
 * the same would give the key's messages away. Exact: never more than {@link #MOST} ciphertexts leave the service, over
 * restarts and over all nodes, because each is durably counted with its receipt before it leaves. All that a version encrypts
 * counts, data keys and ciphertexts by another algorithm than AES-GCM included. A version's count is read when it first
 * encrypts, and known from then on. Never blocks its caller. Thread-safe.
 */
public final class EncryptionLimit {

    /** How many encryptions there may be under one key. */
    public static final long MOST = 1L << 32;

    /**
     * With how many a key is due for rotation. What is left is an hour of 600,000 encryptions a second, far more than a node
     * makes: enough for what is under way and for rotations that are looked for each minute, and fail now and then. Here two
     * IVs are the same with a probability below 2^-34.
     */
    public static final long ROTATE_AT = 1L << 31;

    private record Version(Scope scope, UUID keyId) {}

    private final UsageStore store;
    private final Counts<Version> counts;

    /**
     * @param blocking runs readings of the store
     * @param size how many counts are held at the most
     */
    public EncryptionLimit(UsageStore store, Executor blocking, int size) {
        this.store = store;
        this.counts = new Counts<>(version -> store.encryptions(version.scope(), version.keyId()), blocking, size);
    }

    /** How many encryptions of {@code key} are durable. May block. */
    public long made(KeyMetadata key) {
        try {
            return store.encryptions(key.scope(), key.keyId());
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }

    /** So many encryptions are durable, those of other nodes included. */
    void learn(Scope scope, UUID keyId, long durable) {
        counts.learn(new Version(scope, keyId), durable);
    }

    /**
     * Takes so many encryptions. Fails with KEY_INACTIVE if fewer are left, and takes none then, or with
     * DEPENDENCY_UNAVAILABLE if nobody can tell.
     */
    CompletableFuture<Taken> take(KeyMetadata key, int encryptions) {
        Version version = new Version(key.scope(), key.keyId());
        return counts.of(version).thenCompose(count -> taken(count, encryptions, version, key));
    }

    private CompletionStage<Taken> taken(Count count, int encryptions, Version version, KeyMetadata key) {
        return switch (count.take(encryptions, MOST)) {
            case TAKEN -> CompletableFuture.completedFuture(new Taken(count, encryptions));
            case SPENT -> CompletableFuture.failedFuture(spent(key, count.left(MOST)));
            case DOUBTFUL -> {
                counts.forget(version, count);
                yield take(key, encryptions);
            }
        };
    }

    private static KeywrightException spent(KeyMetadata key, long left) {
        return new KeywrightException(
                ErrorCode.KEY_INACTIVE,
                "This version of the key has encrypted as often as is safe with one key; rotate it, and encrypt with its"
                        + " successor. It goes on decrypting.",
                Map.of(
                        "reason",
                        "encryption_limit",
                        "key_state",
                        key.keyState().wireName(),
                        "limit",
                        MOST,
                        "left",
                        left));
    }

    /** Encryptions that are taken from those of a version, and not yet durable. Must be settled once. */
    record Taken(Count count, int encryptions) {

        /** @param made how many of them are durable, of no meaning if that is not known */
        void settle(boolean durable, long made) {
            count.settle(durable, encryptions, encryptions - made);
        }
    }
}
