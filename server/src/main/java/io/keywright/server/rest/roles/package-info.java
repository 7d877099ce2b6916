/** Role bindings over HTTP: given, listed and taken back. */
@NullMarked
package io.keywright.server.rest.roles;

import org.jspecify.annotations.NullMarked;
