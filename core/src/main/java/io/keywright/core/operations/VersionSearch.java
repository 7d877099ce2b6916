package io.keywright.core.operations;

import io.keywright.core.journal.StoreException;
import io.keywright.core.lifecycle.HeldKey;
import io.keywright.core.lifecycle.KeyRing;
import io.keywright.core.lifecycle.KeyStore;
import io.keywright.core.secret.Shared;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyReference;
import io.keywright.model.KeyUsage;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds the version of a line that something was protected with. The current one is tried first; if it does not fit, those
 * before it, the newest first, at most {@link #OLDER_VERSIONS}. Never blocks its caller.
 *
 * @param blocking runs what may wait for the store
 */
record VersionSearch(KeyStore store, KeyRing keys, Executor blocking) {

    /** How many versions before the current one are tried. */
    static final int OLDER_VERSIONS = 16;

    /**
     * What is tried with each version.
     *
     * @param misses whether a result, or the failure that came instead of one, means that another version may
     *     fit
     */
    record Trial<T>(
            KeyUsage usage,
            Function<Shared<HeldKey>, CompletableFuture<T>> use,
            BiPredicate<@Nullable T, @Nullable Throwable> misses) {}

    /** What the first version that fits gives; if none does, what the current one gives. */
    <T> CompletableFuture<T> search(Shared<HeldKey> current, Trial<T> trial) {
        KeyMetadata newest = current.get().metadata();
        CompletableFuture<T> first = trial.use().apply(current);
        return newest.version().number() == 1
                ? first
                : orElse(first, trial, () -> older(newest).thenCompose(versions -> next(versions, trial, first)));
    }

    private <T> CompletableFuture<T> next(Iterator<KeyMetadata> versions, Trial<T> trial, CompletableFuture<T> first) {
        if (!versions.hasNext()) {
            return first;
        }
        KeyMetadata version = versions.next();
        CompletableFuture<T> result = keys.find(version.scope(), new KeyReference.ById(version.keyId()), trial.usage())
                .thenCompose(trial.use());
        return orElse(result, trial, () -> next(versions, trial, first));
    }

    private static <T> CompletableFuture<T> orElse(
            CompletableFuture<T> result, Trial<T> trial, Supplier<CompletableFuture<T>> others) {
        return result.handle((value, failure) -> trial.misses().test(value, failure))
                .thenCompose(missed -> missed ? others.get() : result);
    }

    private CompletableFuture<Iterator<KeyMetadata>> older(KeyMetadata newest) {
        return CompletableFuture.supplyAsync(() -> read(newest).iterator(), blocking);
    }

    private List<KeyMetadata> read(KeyMetadata newest) {
        try {
            return store.versionsBefore(newest.line(), newest.version().number(), OLDER_VERSIONS);
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }
}
