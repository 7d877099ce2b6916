/** Trust: which authorities vouch for whom, and which certificates they have revoked (RFC 5280). */
@NullMarked
package io.keywright.server.identity.trust;

import org.jspecify.annotations.NullMarked;
