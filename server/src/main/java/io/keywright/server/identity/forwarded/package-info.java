/** Certificates that a proxy forwards in a header, because TLS ends there (RFC 9440). */
@NullMarked
package io.keywright.server.identity.forwarded;

import org.jspecify.annotations.NullMarked;
