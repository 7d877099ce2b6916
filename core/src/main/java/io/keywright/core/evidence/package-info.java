/** Receipts: how they are made, kept and read. */
@NullMarked
package io.keywright.core.evidence;

import org.jspecify.annotations.NullMarked;
