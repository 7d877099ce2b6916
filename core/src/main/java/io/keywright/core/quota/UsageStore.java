package io.keywright.core.quota;

import io.keywright.core.journal.StoreException;
import io.keywright.model.Scope;
import java.time.LocalDate;
import java.util.UUID;

/** Reads how often keys were used; uses are written through the journal. Calls may block. */
public interface UsageStore {

    /** How many uses of the key on {@code day}, in UTC, are durable; 0 for a day long past. */
    long used(Scope scope, UUID keyId, LocalDate day) throws StoreException;

    /** How many ciphertexts under that version of a key have left the service, as far as that is durable. */
    long encryptions(Scope scope, UUID keyId) throws StoreException;
}
