/** Identities in certificates, tested without a server. */
@NullMarked
package io.keywright.server.identity.certificate;

import org.jspecify.annotations.NullMarked;
