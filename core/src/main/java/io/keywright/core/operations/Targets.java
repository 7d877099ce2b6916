package io.keywright.core.operations;

import io.keywright.core.call.Call;
import io.keywright.core.journal.StoreException;
import io.keywright.core.lifecycle.HeldKey;
import io.keywright.core.lifecycle.KeyStore;
import io.keywright.core.secret.Shared;
import io.keywright.model.Algorithm;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyReference;
import io.keywright.model.KeyUsage;
import io.keywright.model.KeywrightException;
import io.keywright.model.Operation;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Finds the key that a ciphertext is encrypted with anew, and looks whether the caller may encrypt with it. Never blocks its
 * caller.
 *
 * @param blocking runs what may wait for the store
 */
record Targets(KeyAccess access, KeyStore store, Executor blocking) {

    /** The target, for the caller to release; a refusal says that it is about this key. */
    CompletableFuture<Target> find(Call call, KeyMetadata source, ReEncryption request) {
        return reference(source, request.targetKeyId())
                .thenCompose(reference -> access.find(source.scope(), reference, KeyUsage.ENCRYPT))
                .thenApply(key -> admitted(call, key, request.targetAlgorithm()))
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(
                        KeywrightException.of(failure).with("member", "target_key_id")));
    }

    private CompletableFuture<KeyReference> reference(KeyMetadata source, @Nullable String targetKeyId) {
        if (targetKeyId != null) {
            return CompletableFuture.completedFuture(targetKeyId).thenApply(KeyAccess::reference);
        }
        return source.rotatedTo() == null
                ? CompletableFuture.completedFuture(new KeyReference.ById(source.keyId()))
                : CompletableFuture.supplyAsync(() -> newest(source), blocking);
    }

    private KeyReference newest(KeyMetadata source) {
        try {
            return new KeyReference.ById(store.versionsBefore(source.line(), Integer.MAX_VALUE, 1).stream()
                    .findFirst()
                    .orElse(source)
                    .keyId());
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }

    private Target admitted(Call call, Shared<HeldKey> key, @Nullable Algorithm algorithm) {
        try {
            KeyMetadata metadata = key.get().metadata();
            return new Target(key, access.admissible(call, metadata, Operation.ENCRYPT, KeyUsage.ENCRYPT, algorithm));
        } catch (RuntimeException e) {
            key.release();
            throw e;
        }
    }
}
