/** Evidence for auditors: one archive with a tenant's receipts and all that is needed to check them offline. */
@NullMarked
package io.keywright.ledger.evidence;

import org.jspecify.annotations.NullMarked;
