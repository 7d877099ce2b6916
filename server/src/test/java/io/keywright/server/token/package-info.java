/** Tokens, on a real store and without a server. */
@NullMarked
package io.keywright.server.token;

import org.jspecify.annotations.NullMarked;
