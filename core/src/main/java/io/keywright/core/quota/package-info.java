/** How much: uses of a key per day, calls per caller and per key. */
@NullMarked
package io.keywright.core.quota;

import org.jspecify.annotations.NullMarked;
