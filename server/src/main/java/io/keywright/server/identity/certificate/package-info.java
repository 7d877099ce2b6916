/** Certificates: the identity that a client certificate names. */
@NullMarked
package io.keywright.server.identity.certificate;

import org.jspecify.annotations.NullMarked;
