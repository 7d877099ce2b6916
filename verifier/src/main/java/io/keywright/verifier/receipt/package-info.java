/** Receipts, checked with nothing but files. */
@NullMarked
package io.keywright.verifier.receipt;

import org.jspecify.annotations.NullMarked;
