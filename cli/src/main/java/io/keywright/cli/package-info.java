/** The {@code keywright} command. */
@NullMarked
package io.keywright.cli;

import org.jspecify.annotations.NullMarked;
