/** Tells which nodes an installation has. */
@NullMarked
package io.keywright.cli.nodes;

import org.jspecify.annotations.NullMarked;
