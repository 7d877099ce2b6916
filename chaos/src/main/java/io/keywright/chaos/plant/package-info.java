/** Bugs that are put into a running server, to show that the checks find them. */
@NullMarked
package io.keywright.chaos.plant;

import org.jspecify.annotations.NullMarked;
