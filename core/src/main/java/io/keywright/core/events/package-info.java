/** Events: what the ledger tells, to whom it may concern, from wherever they left off. */
@NullMarked
package io.keywright.core.events;

import org.jspecify.annotations.NullMarked;
