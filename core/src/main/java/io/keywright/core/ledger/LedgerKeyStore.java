package io.keywright.core.ledger;

import io.keywright.core.journal.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps the keys that sign receipts and checkpoints, and how they followed each other. Calls may block. */
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

    /**
     * A key that has handed over.
     *
     * @param until when it does not sign any more
     */
    record RetiringLedgerKey(StoredLedgerKey key, Instant until) {}

    /** The keys that have handed over and were not erased. */
    List<RetiringLedgerKey> retiring() throws StoreException;

    /** The signed statements of how the keys followed each other, oldest first. */
    List<String> succession() throws StoreException;

    /** Erases the keys that have handed over and do not sign any more. Durable on return. */
    void eraseRetired(Instant now) throws StoreException;

    /** Keeps the key of a new installation. Durable on return; refused if there is one already. */
    void createLedgerKey(StoredLedgerKey key) throws StoreException;
}
