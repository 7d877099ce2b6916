/** The canonical bytes of a receipt, which are signed and are the data of its leaf. */
@NullMarked
package io.keywright.ledger.receipt;

import org.jspecify.annotations.NullMarked;
