/** What a batch's receipt says of its items, and how one of them is proved. */
@NullMarked
package io.keywright.ledger.batch;

import org.jspecify.annotations.NullMarked;
