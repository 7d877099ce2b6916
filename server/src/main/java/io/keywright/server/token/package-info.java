/** Tokens that others sign: whose keys verify them, and what must hold for all of them. */
@NullMarked
package io.keywright.server.token;

import org.jspecify.annotations.NullMarked;
