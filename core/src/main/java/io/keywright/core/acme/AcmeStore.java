package io.keywright.core.acme;

import io.keywright.core.journal.StoreException;
import io.keywright.model.acme.AcmeAccount;
import io.keywright.model.acme.AcmeCredential;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads who may order certificates by ACME; it is written through the journal. Calls block. */
public interface AcmeStore {

    /** Whether the authority has a credential that counts. */
    boolean serves(UUID authorityId) throws StoreException;

    /** All credentials of an authority, in the order in which they were made. */
    List<AcmeCredential> credentials(UUID authorityId) throws StoreException;

    /** The credential of that id. */
    Optional<AcmeCredential> credential(UUID credentialId) throws StoreException;

    /** The account of that id, whether or not it counts. */
    Optional<AcmeAccount> account(UUID accountId) throws StoreException;

    /** The authority's account whose key has that thumbprint, whether or not it counts. */
    Optional<AcmeAccount> account(UUID authorityId, String thumbprint) throws StoreException;
}
