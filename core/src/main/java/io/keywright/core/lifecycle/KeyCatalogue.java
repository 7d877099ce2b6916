package io.keywright.core.lifecycle;

import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.ScopeClaim;
import io.keywright.core.call.Call;
import io.keywright.core.call.Outcome;
import io.keywright.core.call.UseCase;
import io.keywright.core.journal.StoreException;
import io.keywright.core.lifecycle.KeyStore.KeyFilter;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyReference;
import io.keywright.model.Scope;
import io.keywright.model.StoredKey;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lists and shows a scope's keys. */
public final class KeyCatalogue {

    private final Authorizer authorizer;
    private final KeyStore store;
    private final KeyVault vault;

    public KeyCatalogue(Authorizer authorizer, KeyStore store, KeyVault vault) {
        this.authorizer = authorizer;
        this.store = store;
        this.vault = vault;
    }

    /**
     * The caller's keys in the order of their creation. As with a single one, public keys are shown only if they are
     * those that were made: one that is not ends the whole page.
     *
     * @param after the last key of the page before, or null to start
     */
    public UseCase<List<KeyMetadata>> list(KeyFilter filter, @Nullable UUID after, int limit) {
        return UseCase.blocking(call -> Outcome.of(page(scope(call), filter, after, limit)));
    }

    /** What is known of one key, whatever its state. A public key is shown only if it is the one that was made. */
    public UseCase<KeyMetadata> get(KeyReference reference) {
        return UseCase.blocking(call -> {
            call.names(reference);
            KeyMetadata key = checked(new KeyLookup(store).find(scope(call), reference));
            call.concerns(key);
            return Outcome.of(key);
        });
    }

    private Scope scope(Call call) {
        return authorizer.scope(call.caller(), ScopeClaim.NONE, call.operation());
    }

    private KeyMetadata checked(StoredKey stored) {
        if (!stored.metadata().publicKey().isEmpty()) {
            stored.wrapped().ifPresent(blob -> vault.check(stored.metadata(), blob));
        }
        return stored.metadata();
    }

    private List<KeyMetadata> page(Scope scope, KeyFilter filter, @Nullable UUID after, int limit) {
        try {
            return store.keys(scope, filter, after, limit).stream()
                    .map(KeyLookup::whole)
                    .map(this::checked)
                    .toList();
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }
}
