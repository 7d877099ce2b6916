/** Receipts: how they are made, kept and read. */
@NullMarked
package io.keywright.core.ledger;

import org.jspecify.annotations.NullMarked;
