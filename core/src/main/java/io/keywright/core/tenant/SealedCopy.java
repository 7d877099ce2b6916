package io.keywright.core.tenant;

import java.time.Instant;

/**
 * A secret that another provider has sealed.
 *
 * @param confirmedAt when its own provider last opened it, to the millisecond
 */
record SealedCopy(Instant confirmedAt, byte[] sealed) {}
