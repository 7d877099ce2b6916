package io.keywright.core.ledger;

import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.crypto.UsableKey;
import io.keywright.ledger.note.NoteKey;
import io.keywright.ledger.note.NoteSigner;
import io.keywright.ledger.note.VerifierKey;
import io.keywright.model.Algorithm;

/** A key that signs receipts and checkpoints in its turn, ready for use. Cannot print itself. Thread-safe. */
public final class LedgerKey implements NoteSigner, NoteKey {

    private final CryptoEngine engine;
    private final UsableKey key;
    private final VerifierKey verifierKey;

    LedgerKey(CryptoEngine engine, UsableKey key, VerifierKey verifierKey) {
        this.engine = engine;
        this.key = key;
        this.verifierKey = verifierKey;
    }

    @Override
    public VerifierKey verifierKey() {
        return verifierKey;
    }

    /** The ledger's name on its checkpoints. */
    public String origin() {
        return verifierKey.name();
    }

    @Override
    public String name() {
        return verifierKey.name();
    }

    @Override
    public int id() {
        return verifierKey.id();
    }

    /** Like {@link VerifierKey#verifies}, several times as fast where AWS-LC makes the signatures. */
    @Override
    public boolean verifies(byte[] text, byte[] signature) {
        return engine.verify(key, Algorithm.EDDSA, text, signature);
    }

    @Override
    public byte[] sign(byte[] message) {
        return engine.sign(key, Algorithm.EDDSA, message);
    }

    @Override
    public String toString() {
        return "LedgerKey[" + verifierKey + "]";
    }
}
