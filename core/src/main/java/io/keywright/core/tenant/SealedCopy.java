package io.keywright.core.tenant;

import java.time.Instant;

/**
 * A root that another provider has sealed.
 *
 * @param confirmedAt when the tenant's own provider last opened it, to the millisecond
 */
record SealedCopy(Instant confirmedAt, byte[] sealed) {}
