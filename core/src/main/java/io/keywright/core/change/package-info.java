/** Everything that can change, by what it concerns. */
@NullMarked
package io.keywright.core.change;

import org.jspecify.annotations.NullMarked;
