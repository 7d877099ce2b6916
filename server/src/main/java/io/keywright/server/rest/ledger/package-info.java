/** The ledger as everybody may read it, in the formats of C2SP. */
@NullMarked
package io.keywright.server.rest.ledger;

import org.jspecify.annotations.NullMarked;
