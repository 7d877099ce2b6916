/** Who has which role. */
@NullMarked
package io.keywright.cli.roles;

import org.jspecify.annotations.NullMarked;
