/** Roles, on a real store and journal without a server. */
@NullMarked
package io.keywright.server.roles;

import org.jspecify.annotations.NullMarked;
