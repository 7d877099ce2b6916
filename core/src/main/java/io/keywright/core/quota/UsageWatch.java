package io.keywright.core.quota;

import io.keywright.model.Scope;
import java.time.LocalDate;
import java.util.UUID;

/** Is told how often keys that are nearly used up were used, by whichever node. Neither waits nor fails. */
public interface UsageWatch {

    /** So many uses on {@code day}, in UTC, are durable. */
    void used(Scope scope, UUID keyId, LocalDate day, long uses);

    /** So many encryptions under that version of a key are durable. */
    void encrypted(Scope scope, UUID keyId, long encryptions);
}
