/** A key's life: generate, find, rotate, revoke. */
@NullMarked
package io.keywright.core.lifecycle;

import org.jspecify.annotations.NullMarked;
