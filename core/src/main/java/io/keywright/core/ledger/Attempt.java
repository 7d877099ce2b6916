package io.keywright.core.ledger;

import io.keywright.model.Algorithm;
import io.keywright.model.Caller;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyReference;
import io.keywright.model.Operation;
import io.keywright.model.Scope;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a caller is trying to do, as far as it is known by now: a receipt before its outcome.
 *
 * @param scope where the receipt belongs: the caller's scope, or the service's own for a platform identity
 */
public record Attempt(
        Caller caller,
        Operation operation,
        Scope scope,
        @Nullable UUID keyId,
        @Nullable Algorithm algorithm,
        @Nullable Integer keySizeBits) {

    /** The scope of receipts about callers without one. */
    public static final Scope SERVICE = Scope.OF_ALL;

    public static Attempt of(Caller caller, Operation operation) {
        Scope own = caller.scope();
        return new Attempt(caller, operation, own == null ? SERVICE : own, null, null, null);
    }

    /** The id that the request names, whether or not there is such a key. */
    public Attempt naming(UUID id) {
        return new Attempt(caller, operation, scope, id, algorithm, keySizeBits);
    }

    /** The key that the request names, as far as it is named by its id. */
    public Attempt naming(KeyReference reference) {
        return reference instanceof KeyReference.ById byId ? naming(byId.keyId()) : this;
    }

    public Attempt on(KeyMetadata key) {
        return new Attempt(
                caller, operation, scope, key.keyId(), algorithm, key.keyType().sizeBits());
    }

    /** The scope that is concerned, where it is not the caller's. */
    public Attempt within(Scope concerned) {
        return new Attempt(caller, operation, concerned, keyId, algorithm, keySizeBits);
    }

    public Attempt with(Algorithm chosen) {
        return new Attempt(caller, operation, scope, keyId, chosen, keySizeBits);
    }
}
