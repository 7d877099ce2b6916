package io.keywright.core.integrity;

import io.keywright.core.change.InstallationChange;
import io.keywright.core.crypto.Binding;
import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.crypto.GeneratedKey;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.Attempt;
import io.keywright.core.ledger.Recorder;
import io.keywright.core.root.RootKey;
import io.keywright.core.root.RootKeys;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.work.Deadline;
import io.keywright.model.Caller;
import io.keywright.model.KeyType;
import io.keywright.model.Operation;
import io.keywright.model.ProviderKeyReference;
import io.keywright.model.Row;
import io.keywright.model.StoredRowKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;

/**
 * Opens the key that vouches for rows, and makes it at the very first start: of an installation from before there was one,
 * together with a tag for each row that is there, and a receipt that lists them.
 */
public final class RowKeys {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final RowKeyStore store;
    private final RootKeys roots;
    private final CryptoEngine engine;
    private final Recorder recorder;
    private final RowWatch watch;

    public RowKeys(RowKeyStore store, RootKeys roots, CryptoEngine engine, Recorder recorder, RowWatch watch) {
        this.store = store;
        this.roots = roots;
        this.engine = engine;
        this.recorder = recorder;
        this.watch = watch;
    }

    /** What a store must be like, so that the rows in it may be vouched for as they are. */
    @FunctionalInterface
    public interface Ground {

        /**
         * Passes if it is.
         *
         * @throws StoreException if not
         */
        void require() throws StoreException;
    }

    /**
     * Opens the key for {@code guard}, which knows the ledger's newest changes by then.
     *
     * @param never passes if the ledger does not tell that rows were ever vouched for
     * @throws RootProviderException ALTERED if the root is not the one that this store was made with
     */
    public void open(RowGuard guard, Ground never) throws StoreException, RootProviderException {
        NewestChanges.learn(store, guard.latest());
        StoredRowKey stored = store.rowKey().orElse(null);
        if (stored == null) {
            begin(guard, never);
        } else {
            guard.use(tags(stored));
        }
    }

    private RowTags tags(StoredRowKey stored) throws RootProviderException {
        RootKey root = roots.open(stored.provider(), ProviderKeyReference.DEFAULT);
        try (SecretBytes material = root.unwrap(stored.wrapped(), binding(stored.keyId()), Deadline.in(PATIENCE))) {
            return new RowTags(engine, engine.load(KeyType.HMAC_256, material, new byte[0]));
        }
    }

    /** Another node may have begun meanwhile. */
    private void begin(RowGuard guard, Ground never) throws StoreException, RootProviderException {
        try {
            never.require();
            begin(guard);
        } catch (StoreException e) {
            guard.use(tags(store.rowKey().orElseThrow(() -> e)));
        }
    }

    private void begin(RowGuard guard) throws StoreException, RootProviderException {
        List<Row> rows = new ArrayList<>();
        store.rows(stored -> rows.add(stored.row()));
        StoredRowKey key = made();
        guard.use(tags(key));
        try {
            recorder.succeeded(
                            Attempt.of(Caller.SERVICE, Operation.TAG_ROWS),
                            new InstallationChange.RowsTagged(key, rows))
                    .join();
        } catch (CompletionException e) {
            throw new StoreException("The rows of this store cannot be vouched for.", e);
        }
        watch.tagged(rows.size());
    }

    private StoredRowKey made() throws RootProviderException {
        UUID keyId = recorder.nextReceiptId();
        RootKey root = roots.ofInstallation();
        try (GeneratedKey made = engine.generate(KeyType.HMAC_256)) {
            byte[] wrapped = root.wrap(made.material(), binding(keyId), Deadline.in(PATIENCE));
            return new StoredRowKey(keyId, root.provider(), wrapped);
        }
    }

    /** What the row key's wrap is bound to. */
    public static Binding binding(UUID keyId) {
        return Binding.of(Attempt.SERVICE, keyId.toString(), "row-key");
    }
}
