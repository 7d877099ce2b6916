/** What a log asks of a witness, how a witness rules on it, and what it must remember (C2SP tlog-witness). */
@NullMarked
package io.keywright.ledger.witness;

import org.jspecify.annotations.NullMarked;
