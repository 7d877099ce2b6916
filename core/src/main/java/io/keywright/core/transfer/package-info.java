/** Keys that come from elsewhere, and keys that leave. */
@NullMarked
package io.keywright.core.transfer;

import org.jspecify.annotations.NullMarked;
