/** The C interface of PKCS#11 (OASIS PKCS#11 v2.40 and v3.0), as thin as it can be over {@code java.lang.foreign}. */
@NullMarked
package io.keywright.providers.pkcs11.cryptoki;

import org.jspecify.annotations.NullMarked;
