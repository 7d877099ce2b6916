/** What authorities publish at the addresses in certificates: lists of the revoked, answers of responders, issuers. */
@NullMarked
package io.keywright.server.identity.revocation;

import org.jspecify.annotations.NullMarked;
