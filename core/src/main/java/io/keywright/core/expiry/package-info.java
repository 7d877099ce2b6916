/** Rows that stay for a time, and are removed once it is over. */
@NullMarked
package io.keywright.core.expiry;

import org.jspecify.annotations.NullMarked;
