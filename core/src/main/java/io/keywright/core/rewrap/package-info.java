/** Putting everything that one root guards under another. */
@NullMarked
package io.keywright.core.rewrap;

import org.jspecify.annotations.NullMarked;
