/** Whole ledgers, verified where they lie. */
@NullMarked
package io.keywright.verifier.ledger;

import org.jspecify.annotations.NullMarked;
