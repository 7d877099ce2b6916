/** JSON in the one form that RFC 8785 (JCS) gives each value, so that it can be hashed and signed. */
@NullMarked
package io.keywright.ledger.json;

import org.jspecify.annotations.NullMarked;
