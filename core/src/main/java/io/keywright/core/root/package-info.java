/** The port to whatever guards the root of all keys. */
@NullMarked
package io.keywright.core.root;

import org.jspecify.annotations.NullMarked;
