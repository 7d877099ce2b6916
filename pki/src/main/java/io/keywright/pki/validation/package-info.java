/** Judges certificates: the way to an authority that is trusted (RFC 5280, section 6), and each check on it by its name. */
@NullMarked
package io.keywright.pki.validation;

import org.jspecify.annotations.NullMarked;
