package io.keywright.testkit.store;

import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.integrity.RowGuard;
import io.keywright.core.integrity.RowTags;
import io.keywright.core.integrity.RowWatch;
import io.keywright.model.KeyType;
import io.keywright.model.RowName;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A guard of a store's rows whose key is the same in each test, and what it has told. */
public final class Guards implements RowWatch {

    private static final int KEY_BYTES = 32;

    private final List<String> told = new CopyOnWriteArrayList<>();

    /** A guard that tells this. */
    public RowGuard guard() {
        RowGuard guard = new RowGuard(() -> {}, this);
        open(guard);
        return guard;
    }

    /** Gives a guard its key. */
    public void open(RowGuard guard) {
        CryptoEngine engine = new CryptoEngine(CryptoProviders.jdk());
        guard.use(
                new RowTags(engine, engine.load(KeyType.HMAC_256, SecretBytes.own(new byte[KEY_BYTES]), new byte[0])));
    }

    /** Which rows were refused, and why, in order. */
    public List<String> told() {
        return told;
    }

    @Override
    public void contradicted(RowName row, String why) {
        told.add(row + ": " + why);
    }

    @Override
    public void tagged(int rows) {
        told.add(rows + " tagged");
    }
}
