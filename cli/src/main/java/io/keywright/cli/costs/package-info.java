/** What root providers cost. */
@NullMarked
package io.keywright.cli.costs;

import org.jspecify.annotations.NullMarked;
