/** Binding roles to identities. */
@NullMarked
package io.keywright.core.role;

import org.jspecify.annotations.NullMarked;
