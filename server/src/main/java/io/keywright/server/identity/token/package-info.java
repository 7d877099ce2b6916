/** Tokens: JWTs of the configured issuers, checked against keys that are kept fresh (RFC 7519, RFC 8725). */
@NullMarked
package io.keywright.server.identity.token;

import org.jspecify.annotations.NullMarked;
