/** The ledger as others see it: on the wire, and through witnesses. */
@NullMarked
package io.keywright.server.ledger;

import org.jspecify.annotations.NullMarked;
