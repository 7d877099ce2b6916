package io.keywright.core.lifecycle;

import io.keywright.core.Settings;
import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.ScopeClaim;
import io.keywright.core.call.Call;
import io.keywright.core.call.Outcome;
import io.keywright.core.call.UseCase;
import io.keywright.core.journal.StoreException;
import io.keywright.model.Caller;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyReference;
import io.keywright.model.KeyState;
import io.keywright.model.KeyType;
import io.keywright.model.KeyUsage;
import io.keywright.model.KeywrightException;
import io.keywright.model.Scope;
import io.keywright.model.StoredKey;
import io.keywright.model.pem.PemException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Gives out public keys for those who verify or agree elsewhere: only such as the service vouches for, and that still count. */
public final class PublishedKeys {

    /** How many keys a set has at the most. */
    public static final int MOST = 1000;

    /**
     * A public key.
     *
     * @param info SubjectPublicKeyInfo DER (RFC 5280)
     */
    public record PublishedKey(UUID keyId, KeyType keyType, byte[] info) {}

    /**
     * The public keys of a scope, the newest first.
     *
     * @param complete false if there are more than {@link #MOST}
     */
    public record KeySet(List<PublishedKey> keys, boolean complete) {
        public KeySet {
            keys = List.copyOf(keys);
        }
    }

    private final Authorizer authorizer;
    private final KeyStore store;
    private final KeyVault vault;
    private final Set<KeyState> verifying;

    public PublishedKeys(Settings settings, Authorizer authorizer, KeyStore store, KeyVault vault) {
        this.authorizer = authorizer;
        this.store = store;
        this.vault = vault;
        this.verifying = new StateTable(settings.processing()).allowing(KeyUsage.VERIFY);
    }

    /** One key's, unless it is destroyed: what it has signed counts no more. */
    public UseCase<PublishedKey> key(KeyReference reference) {
        return UseCase.blocking(call -> {
            call.names(reference);
            Scope scope = authorizer.scope(call.caller(), ScopeClaim.NONE, call.operation());
            StoredKey stored = new KeyLookup(store).find(scope, reference);
            call.concerns(stored.metadata());
            StateTable.requireMaterial(stored.metadata());
            if (!stored.metadata().keyType().asymmetric()) {
                throw symmetric(stored.metadata());
            }
            return Outcome.of(published(stored));
        });
    }

    /**
     * Those by which signatures of the scope can be verified, and those to agree with: of all its key pairs in a state that allows it, but those of authorities. An identity of
     * the tenant may read it without a role, in whatever environment and plane it is; a platform identity if it has a role.
     */
    public UseCase<KeySet> set(Scope scope) {
        return UseCase.blocking(call -> {
            check(call, scope);
            call.concerns(scope);
            List<PublishedKey> keys = pairs(scope).stream()
                    .filter(key -> !CertifyingKeys.isOne(key.metadata()))
                    .map(KeyLookup::whole)
                    .map(this::published)
                    .toList();
            return Outcome.of(new KeySet(keys.subList(0, Math.min(MOST, keys.size())), keys.size() <= MOST));
        });
    }

    private void check(Call call, Scope scope) {
        Caller caller = call.caller();
        if (caller.scope() == null) {
            authorizer.requireOperator(caller);
        } else if (!caller.scope().tenantId().equals(scope.tenantId())) {
            throw new KeywrightException(
                    ErrorCode.UNAUTHORIZED,
                    "Only the tenant's own identities read its key set, and platform identities with a role; call with one of those.");
        }
    }

    private List<StoredKey> pairs(Scope scope) {
        try {
            return store.pairs(scope, verifying, MOST + 1);
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }

    private PublishedKey published(StoredKey stored) {
        KeyMetadata key = stored.metadata();
        stored.wrapped().ifPresent(blob -> vault.check(key, blob));
        try {
            return new PublishedKey(key.keyId(), key.keyType(), PublicKeyText.read(key.publicKey()));
        } catch (PemException e) {
            throw KeyVault.notWhole(key, e);
        }
    }

    private static KeywrightException symmetric(KeyMetadata key) {
        return new KeywrightException(
                ErrorCode.INVALID_REQUEST,
                "A key of type " + key.keyType().wireName() + " has no public key; name a key pair.",
                Map.of("reason", "no_public_key", "key_type", key.keyType().wireName()));
    }
}
