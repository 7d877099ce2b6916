/** Secrets that a service makes for its caller. */
@NullMarked
package io.keywright.cli.material;

import org.jspecify.annotations.NullMarked;
