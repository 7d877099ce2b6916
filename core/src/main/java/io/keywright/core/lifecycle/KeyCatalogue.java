package io.keywright.core.lifecycle;

import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.ScopeClaim;
import io.keywright.core.evidence.Attempt;
import io.keywright.core.evidence.Recorded;
import io.keywright.core.evidence.Recorder;
import io.keywright.core.journal.StoreException;
import io.keywright.core.lifecycle.KeyStore.KeyFilter;
import io.keywright.model.Caller;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyReference;
import io.keywright.model.Operation;
import io.keywright.model.Scope;
import io.keywright.model.StoredKey;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Lists and shows a scope's keys. Each call leaves a receipt. Never blocks its caller. */
public final class KeyCatalogue {

    private final Authorizer authorizer;
    private final KeyStore store;
    private final KeyVault vault;
    private final Recorder recorder;
    private final Executor blocking;

    public KeyCatalogue(Authorizer authorizer, KeyStore store, KeyVault vault, Recorder recorder, Executor blocking) {
        this.authorizer = authorizer;
        this.store = store;
        this.vault = vault;
        this.recorder = recorder;
        this.blocking = blocking;
    }

    /**
     * The caller's keys in the order of their creation. As with a single one, public keys are shown only if they are
     * those that were made: one that is not ends the whole page.
     *
     * @param after the last key of the page before, or null to start
     */
    public CompletableFuture<Recorded<List<KeyMetadata>>> list(
            Caller caller, KeyFilter filter, @Nullable UUID after, int limit) {
        Attempt attempt = Attempt.of(caller, Operation.LIST_KEYS);
        return CompletableFuture.supplyAsync(() -> page(caller, filter, after, limit), blocking)
                .exceptionallyCompose(failure -> recorder.refused(attempt, failure))
                .thenCompose(page -> recorded(attempt, page));
    }

    /** What is known of one key, whatever its state. A public key is shown only if it is the one that was made. */
    public CompletableFuture<Recorded<KeyMetadata>> get(Caller caller, KeyReference reference) {
        Attempt attempt = Attempt.of(caller, Operation.GET_KEY);
        Attempt named = reference instanceof KeyReference.ById byId ? attempt.naming(byId.keyId()) : attempt;
        return CompletableFuture.supplyAsync(() -> metadata(caller, reference), blocking)
                .exceptionallyCompose(failure -> recorder.refused(named, failure))
                .thenCompose(key -> recorded(named.on(key), key));
    }

    private KeyMetadata metadata(Caller caller, KeyReference reference) {
        Scope scope = authorizer.scope(caller, ScopeClaim.NONE, Operation.GET_KEY);
        return checked(new KeyLookup(store).find(scope, reference));
    }

    private KeyMetadata checked(StoredKey stored) {
        if (!stored.metadata().publicKey().isEmpty()) {
            stored.wrapped().ifPresent(blob -> vault.check(stored.metadata(), blob));
        }
        return stored.metadata();
    }

    private List<KeyMetadata> page(Caller caller, KeyFilter filter, @Nullable UUID after, int limit) {
        Scope scope = authorizer.scope(caller, ScopeClaim.NONE, Operation.LIST_KEYS);
        try {
            return store.keys(scope, filter, after, limit).stream()
                    .map(KeyLookup::whole)
                    .map(this::checked)
                    .toList();
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }

    private <T> CompletableFuture<Recorded<T>> recorded(Attempt attempt, T value) {
        return recorder.concluded(attempt, true).thenApply(receiptId -> new Recorded<>(value, receiptId));
    }
}
