/** Cosignatures (C2SP tlog-cosignature): what witnesses, and the log itself, state about a checkpoint at a time. */
@NullMarked
package io.keywright.ledger.cosignature;

import org.jspecify.annotations.NullMarked;
