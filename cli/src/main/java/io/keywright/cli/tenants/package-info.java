/** Tenants, and what their roots are wrapped with. */
@NullMarked
package io.keywright.cli.tenants;

import org.jspecify.annotations.NullMarked;
