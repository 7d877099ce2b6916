/** A cluster under faults, and the checker of what it did. */
@NullMarked
package io.keywright.chaos;

import org.jspecify.annotations.NullMarked;
