/** Witnesses, who cosign the ledger's checkpoints, so that its past cannot be changed behind anybody's back. */
@NullMarked
package io.keywright.core.witness;

import org.jspecify.annotations.NullMarked;
