package io.keywright.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.change.Change;
import io.keywright.core.change.KeyChange;
import io.keywright.core.journal.StoreException;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyReference;
import io.keywright.model.KeyState;
import io.keywright.model.RevocationReason;
import io.keywright.model.Scope;
import io.keywright.model.StoredKey;
import io.keywright.model.WrappedSecret;
import io.keywright.testkit.Samples;
import java.util.Optional;

/** Short words for what the contracts do with keys. */
record Keys(StorePorts store) {

    /** Whether {@code change} applied, alone in its transaction. */
    boolean apply(Change change) throws StoreException {
        boolean[] applied = new boolean[1];
        store.journal().transaction(transaction -> applied[0] = transaction.apply(change));
        return applied[0];
    }

    boolean create(StoredKey key) throws StoreException {
        return apply(new KeyChange.Created(key));
    }

    boolean rotate(KeyMetadata predecessor, StoredKey successor) throws StoreException {
        return apply(new KeyChange.Rotated(
                Samples.rotated(predecessor, successor.metadata()), predecessor.keyState(), successor));
    }

    boolean revoke(KeyMetadata key, KeyState from) throws StoreException {
        return apply(revocation(key, from));
    }

    static Change revocation(KeyMetadata key, KeyState from) {
        return new KeyChange.Revoked(
                key.in(KeyState.DESTROYED), from, RevocationReason.COMPROMISED, Samples.START.plusSeconds(1));
    }

    Optional<StoredKey> byId(KeyMetadata key) throws StoreException {
        return store.keys().key(key.scope(), new KeyReference.ById(key.keyId()));
    }

    Optional<StoredKey> byAlias(Scope scope, String alias) throws StoreException {
        return store.keys().key(scope, new KeyReference.ByAlias(alias));
    }

    /** The store holds exactly {@code expected} under its id. */
    void assertStored(StoredKey expected) throws StoreException {
        assertSame(byId(expected.metadata()).orElseThrow(), expected);
    }

    static void assertSame(StoredKey actual, StoredKey expected) {
        assertThat(actual.metadata()).isEqualTo(expected.metadata());
        assertThat(actual.wrapped().map(WrappedSecret::rootVersion))
                .isEqualTo(expected.wrapped().map(WrappedSecret::rootVersion));
        assertThat(actual.wrapped().map(WrappedSecret::blob).orElse(new byte[0]))
                .isEqualTo(expected.wrapped().map(WrappedSecret::blob).orElse(new byte[0]));
    }
}
