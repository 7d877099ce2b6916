/** Backing an installation up, and putting it together again on another machine. */
@NullMarked
package io.keywright.cli.backup;

import org.jspecify.annotations.NullMarked;
