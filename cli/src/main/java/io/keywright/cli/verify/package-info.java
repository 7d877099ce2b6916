/** Receipts, checked with nothing but files. */
@NullMarked
package io.keywright.cli.verify;

import org.jspecify.annotations.NullMarked;
