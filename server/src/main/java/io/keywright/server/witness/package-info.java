/** The way to the ledger's witnesses, over HTTP. */
@NullMarked
package io.keywright.server.witness;

import org.jspecify.annotations.NullMarked;
