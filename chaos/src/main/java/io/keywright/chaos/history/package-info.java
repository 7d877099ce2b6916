/** What callers asked and were answered, and what was done to the cluster meanwhile. */
@NullMarked
package io.keywright.chaos.history;

import org.jspecify.annotations.NullMarked;
