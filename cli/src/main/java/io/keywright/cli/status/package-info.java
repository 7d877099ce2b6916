/** How an installation as a whole stands. */
@NullMarked
package io.keywright.cli.status;

import org.jspecify.annotations.NullMarked;
