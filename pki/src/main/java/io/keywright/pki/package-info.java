/** Makes certificate authorities and certificates: the development PKI, and the throw-away PKI of the tests. */
@NullMarked
package io.keywright.pki;

import org.jspecify.annotations.NullMarked;
