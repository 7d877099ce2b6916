package io.keywright.core.ledger;

import io.keywright.core.journal.StoreException;
import java.util.Optional;

/** Keeps the one key that signs receipts and checkpoints. Calls may block. */
public interface LedgerKeyStore {

    /**
     * The ledger key as it is stored.
     *
     * @param verifierKey the C2SP verifier key line
     * @param provider the root provider that wrapped it
     * @param wrapped its 32-byte Ed25519 seed
     */
    record StoredLedgerKey(String verifierKey, String provider, byte[] wrapped) {}

    /**
     * The ledger key; empty in a new installation only.
     *
     * @throws StoreException also if there is a ledger, and its key is gone
     */
    Optional<StoredLedgerKey> ledgerKey() throws StoreException;

    /** Keeps the key of a new installation. Durable on return; refused if there is one already. */
    void createLedgerKey(StoredLedgerKey key) throws StoreException;
}
