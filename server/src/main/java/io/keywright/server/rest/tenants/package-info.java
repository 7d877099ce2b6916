/** Tenants over HTTP, and what their roots are wrapped with. */
@NullMarked
package io.keywright.server.rest.tenants;

import org.jspecify.annotations.NullMarked;
