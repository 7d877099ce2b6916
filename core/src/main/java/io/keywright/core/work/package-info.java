/** Where long computations run, so that no tenant takes the processors from the others. */
@NullMarked
package io.keywright.core.work;

import org.jspecify.annotations.NullMarked;
