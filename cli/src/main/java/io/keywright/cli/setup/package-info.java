/** Setting up a root provider before any service runs. */
@NullMarked
package io.keywright.cli.setup;

import org.jspecify.annotations.NullMarked;
