/** Checks, counts and follows a whole ledger. */
@NullMarked
package io.keywright.cli.ledger;

import org.jspecify.annotations.NullMarked;
