package io.keywright.core.transfer;

import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.ScopeClaim;
import io.keywright.core.call.Call;
import io.keywright.core.call.Outcome;
import io.keywright.core.call.UseCase;
import io.keywright.core.change.KeyChange;
import io.keywright.core.crypto.GeneratedKey;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.crypto.UnwrapException;
import io.keywright.core.foreign.ForeignMaterial;
import io.keywright.core.foreign.KeyTransport;
import io.keywright.core.journal.Conflict;
import io.keywright.core.journal.Journal;
import io.keywright.core.journal.StoreException;
import io.keywright.core.lifecycle.KeyMaking;
import io.keywright.core.lifecycle.KeyRing;
import io.keywright.core.tenant.TenantRoots;
import io.keywright.core.work.Computations;
import io.keywright.core.work.Effort;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeyImport;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyState;
import io.keywright.model.KeyType;
import io.keywright.model.KeyVersion;
import io.keywright.model.KeywrightException;
import io.keywright.model.Origin;
import io.keywright.model.Protection;
import io.keywright.model.Scope;
import io.keywright.model.StoredKey;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;

/** Ends imports: takes the material that was wrapped, and makes a key of it if it is fit for one. */
public final class ImportEnding {

    /** How often material may be sent for one import. */
    public static final int MOST_TRIES = 10;

    /** Longer than any key that can be imported. */
    private static final int MOST_BYTES = 16 * 1024;

    private final Authorizer authorizer;
    private final ImportStore store;
    private final Journal journal;
    private final TenantRoots roots;
    private final KeyTransport transport;
    private final ForeignMaterial foreign;
    private final Computations computations;
    private final KeyMaking making;
    private final KeyRing keys;
    private final Clock clock;

    public ImportEnding(
            Authorizer authorizer,
            ImportStore store,
            Journal journal,
            TenantRoots roots,
            KeyTransport transport,
            ForeignMaterial foreign,
            Computations computations,
            KeyMaking making,
            KeyRing keys,
            Clock clock) {
        this.authorizer = authorizer;
        this.store = store;
        this.journal = journal;
        this.roots = roots;
        this.transport = transport;
        this.foreign = foreign;
        this.computations = computations;
        this.making = making;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * Makes a key of material that was wrapped for the import's key, see {@link KeyTransport}. The import is over with it, and
     * only then; but it can be tried no more than {@link #MOST_TRIES} times.
     *
     * @return the key, which has the import's id
     */
    public UseCase<KeyMetadata> end(ScopeClaim claim, UUID importId, byte[] wrappedMaterial) {
        return UseCase.blocking(call -> {
            call.names(importId);
            Scope scope = authorizer.scope(call.caller(), claim, call.operation());
            KeyImport begun = open(scope, importId);
            count(begun);
            ImportPlan plan = ImportPlan.of(begun);
            try (SecretBytes privateKey = privateKey(begun);
                    GeneratedKey key = key(call, plan.line().keyType(), privateKey, begun, wrappedMaterial)) {
                StoredKey made = making.of(call, metadata(plan), key);
                call.makes(made.metadata());
                return Outcome.of(made.metadata(), new KeyChange.Imported(made))
                        .orElse(() -> overtaken(scope, importId))
                        .then(() -> keys.forget(made.metadata()));
            }
        });
    }

    private KeyImport open(Scope scope, UUID importId) {
        try {
            return store.find(scope, importId)
                    .filter(begun -> clock.instant().isBefore(begun.expiresAt()))
                    .orElseThrow(ImportEnding::notOpen);
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }

    /** Counts before it is tried, so that none is free, however it ends. */
    private void count(KeyImport begun) {
        try {
            journal.commit(new KeyChange.ImportTried(begun.importId(), MOST_TRIES))
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof Conflict ? tooOften() : KeywrightException.of(e);
        }
    }

    private SecretBytes privateKey(KeyImport begun) {
        try {
            return roots.unwrap(
                    begun.scope().tenantId(),
                    begun.privateKey(),
                    ImportPlan.binding(begun.scope(), begun.importId(), begun.plan()));
        } catch (UnwrapException e) {
            throw new KeywrightException(
                    ErrorCode.DEPENDENCY_UNAVAILABLE,
                    "The stored import failed its integrity check; ask the operator to look at the store, and begin another.",
                    Map.of("dependency", "store", "reason", "import_integrity"),
                    e);
        }
    }

    private GeneratedKey key(Call call, KeyType type, SecretBytes privateKey, KeyImport begun, byte[] wrapped) {
        if (wrapped.length > MOST_BYTES) {
            throw notUnwrapped();
        }
        return computations.run(begun.scope().tenantId(), Effort.LONG, call.deadline(), () -> {
            try (SecretBytes material = transport.unwrap(privateKey, wrapped).orElseThrow(ImportEnding::notUnwrapped)) {
                return foreign.read(type, material);
            }
        });
    }

    private KeyMetadata metadata(ImportPlan plan) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (!plan.validUntil().isAfter(now)) {
            throw new KeywrightException(
                    ErrorCode.INVALID_REQUEST,
                    "The key would be valid no more by now; begin another import.",
                    Map.of("reason", "valid_until"));
        }
        KeyVersion version = new KeyVersion(
                plan.line().lineId(),
                1,
                KeyState.ACTIVE,
                "",
                now,
                now,
                plan.validUntil(),
                null,
                null,
                Protection.SOFTWARE,
                null,
                Origin.IMPORTED);
        return new KeyMetadata(plan.line(), version);
    }

    /** Somebody else ended the import meanwhile, or took the alias. */
    private KeywrightException overtaken(Scope scope, UUID importId) {
        open(scope, importId);
        return new KeywrightException(
                ErrorCode.INVALID_REQUEST,
                "The alias is in use in this scope by now; begin another import with another alias.",
                Map.of("reason", "alias_taken"));
    }

    private static KeywrightException notOpen() {
        return new KeywrightException(
                ErrorCode.INVALID_REQUEST,
                "There is no such open import in your scope: it has ended or expired; begin another with POST /kms/v1/keys/imports.",
                Map.of("reason", "import_not_open"));
    }

    private static KeywrightException tooOften() {
        return new KeywrightException(
                ErrorCode.INVALID_REQUEST,
                "The import was tried too often, or has just ended; begin another with POST /kms/v1/keys/imports.",
                Map.of("reason", "import_spent", "limit", MOST_TRIES));
    }

    private static KeywrightException notUnwrapped() {
        return new KeywrightException(
                ErrorCode.INVALID_REQUEST,
                "wrapped_material does not open; wrap it for the wrapping_key of this import, see docs/import.md.",
                Map.of("reason", "unwrapping_failed"));
    }
}
