/** Public keys that a person trusts, as they are named on the command line. */
@NullMarked
package io.keywright.cli.keys;

import org.jspecify.annotations.NullMarked;
