package io.keywright.core.tenant;

import io.keywright.core.journal.StoreException;
import io.keywright.model.OldRoot;
import io.keywright.model.StoredKey;
import io.keywright.model.Subscription;
import io.keywright.model.acme.AcmeCredential;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads what lies under versions of tenants' roots that newer ones have replaced. What is short-lived is left out: answers that
 * are kept for repeats lie under one for a day. Calls may block.
 */
public interface DependantStore {

    /** The old versions that are in force, by tenant and version. */
    List<OldRoot> old() throws StoreException;

    /** Those of one tenant. */
    List<OldRoot> old(String tenantId) throws StoreException;

    /**
     * Keys whose material lies under {@code root}, by their ids.
     *
     * @param after the id that they come after; null to start
     */
    List<StoredKey> keys(OldRoot root, @Nullable UUID after, int limit) throws StoreException;

    /** Subscriptions of which a secret lies under {@code root}, in the same way. */
    List<Subscription> subscriptions(OldRoot root, @Nullable UUID after, int limit) throws StoreException;

    /** ACME credentials whose secret lies under {@code root}, in the same way. */
    List<AcmeCredential> acmeCredentials(OldRoot root, @Nullable UUID after, int limit) throws StoreException;

    /**
     * The newest version of a tenant's root.
     *
     * @param madeAt when it was made
     * @param off whether every provider refuses to open the tenant's root
     */
    record NewestRoot(String tenantId, int version, Instant madeAt, boolean off) {}

    /** Those that were made by then, the oldest first. */
    List<NewestRoot> madeBy(Instant time) throws StoreException;
}
