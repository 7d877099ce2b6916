/** A trace to find again on the wire. */
@NullMarked
package io.keywright.testkit.trace;

import org.jspecify.annotations.NullMarked;
