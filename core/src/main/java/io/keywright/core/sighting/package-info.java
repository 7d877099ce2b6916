/** What this node has seen of the ledger itself, so that receipts that a store loses are missed. */
@NullMarked
package io.keywright.core.sighting;

import org.jspecify.annotations.NullMarked;
