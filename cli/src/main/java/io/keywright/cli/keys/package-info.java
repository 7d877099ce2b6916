/** The life of keys from the command line: made, shown, rotated, put away, destroyed. */
@NullMarked
package io.keywright.cli.keys;

import org.jspecify.annotations.NullMarked;
