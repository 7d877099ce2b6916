/** How much the log of a service tells. */
@NullMarked
package io.keywright.cli.loglevel;

import org.jspecify.annotations.NullMarked;
