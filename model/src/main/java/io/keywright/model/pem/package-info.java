/** The one reader of certificates and keys in PEM (RFC 7468), for files that people edit and for what requests hold. */
@NullMarked
package io.keywright.model.pem;

import org.jspecify.annotations.NullMarked;
