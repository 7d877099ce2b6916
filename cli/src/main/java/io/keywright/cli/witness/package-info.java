/** A small witness of its own: cosigns what logs show it, and remembers it. */
@NullMarked
package io.keywright.cli.witness;

import org.jspecify.annotations.NullMarked;
