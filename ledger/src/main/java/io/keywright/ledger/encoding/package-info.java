/** Forms of Base64, UTF-8 and decimals that leave one spelling for each value. */
@NullMarked
package io.keywright.ledger.encoding;

import org.jspecify.annotations.NullMarked;
