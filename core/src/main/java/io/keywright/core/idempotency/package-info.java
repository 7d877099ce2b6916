/** Requests that come again: done once, and answered as the first time. */
@NullMarked
package io.keywright.core.idempotency;

import org.jspecify.annotations.NullMarked;
