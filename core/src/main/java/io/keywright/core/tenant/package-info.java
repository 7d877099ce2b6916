/** Tenant root keys, and the port to the providers that wrap them. */
@NullMarked
package io.keywright.core.tenant;

import org.jspecify.annotations.NullMarked;
