/** Keys that are replaced by the service itself before they get too old, or have encrypted too much. */
@NullMarked
package io.keywright.core.rotation;

import org.jspecify.annotations.NullMarked;
