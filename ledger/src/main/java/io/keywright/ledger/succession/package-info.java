/** How a ledger's key hands over to another, and how whoever trusts one of them finds out which key signed what. */
@NullMarked
package io.keywright.ledger.succession;

import org.jspecify.annotations.NullMarked;
