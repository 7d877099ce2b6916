/** The one digest of the ledger, and of what is built on it. */
@NullMarked
package io.keywright.ledger.digest;

import org.jspecify.annotations.NullMarked;
