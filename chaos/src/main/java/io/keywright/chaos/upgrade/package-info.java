/** Servers of a version that is yet to be written. */
@NullMarked
package io.keywright.chaos.upgrade;

import org.jspecify.annotations.NullMarked;
