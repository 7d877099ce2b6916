package io.keywright.core.ledger;

import io.keywright.core.journal.StoreException;
import java.util.Optional;

/** Keeps the one key that cosigns the ledger's own checkpoints. Calls may block. */
public interface CosignerKeyStore {

    /**
     * The cosigner's key as it is stored.
     *
     * @param verifierKey the C2SP verifier key line
     * @param provider the root provider that wrapped the wrapping key
     * @param wrappingKey an AES-256 key, wrapped by the root provider
     * @param wrapped the PKCS#8 form of the private key, under the wrapping key
     */
    record StoredCosignerKey(String verifierKey, String provider, byte[] wrappingKey, byte[] wrapped) {}

    /** The key; empty in a new installation, or if it was lost. */
    Optional<StoredCosignerKey> cosignerKey() throws StoreException;

    /** Whether there is a ledger. Its cosigner's key was made before it. */
    boolean ledgerBegan() throws StoreException;

    /** Keeps the first key. Durable on return; refused if there is one already. */
    void createCosignerKey(StoredCosignerKey key) throws StoreException;
}
