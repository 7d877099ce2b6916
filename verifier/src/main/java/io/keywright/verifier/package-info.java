/** Verifies receipts, evidence packages and ledgers, with nothing but files. */
@NullMarked
package io.keywright.verifier;

import org.jspecify.annotations.NullMarked;
