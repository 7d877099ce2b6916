/** Who used a key when, told from the ledger's receipts. */
@NullMarked
package io.keywright.core.usage;

import org.jspecify.annotations.NullMarked;
