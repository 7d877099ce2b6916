/** Changing the root of all keys, while no service runs. */
@NullMarked
package io.keywright.cli.root;

import org.jspecify.annotations.NullMarked;
