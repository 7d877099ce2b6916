/** Forwarded certificates, tested without a server. */
@NullMarked
package io.keywright.server.identity.forwarded;

import org.jspecify.annotations.NullMarked;
