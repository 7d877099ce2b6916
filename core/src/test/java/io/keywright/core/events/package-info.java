/** Events, as far as they need no store. */
@NullMarked
package io.keywright.core.events;

import org.jspecify.annotations.NullMarked;
