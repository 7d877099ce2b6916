/** What must hold for a history and the ledger that it left. */
@NullMarked
package io.keywright.chaos.check;

import org.jspecify.annotations.NullMarked;
