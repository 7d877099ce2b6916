/** What containers ask their own service by. */
@NullMarked
package io.keywright.cli.probe;

import org.jspecify.annotations.NullMarked;
