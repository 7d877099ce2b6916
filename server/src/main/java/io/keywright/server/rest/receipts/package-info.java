/** A tenant's receipts over HTTP, and the proofs that the ledger holds them. */
@NullMarked
package io.keywright.server.rest.receipts;

import org.jspecify.annotations.NullMarked;
