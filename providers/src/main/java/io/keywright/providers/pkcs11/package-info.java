/** Keys that live in a token with the interface PKCS#11: hardware security modules, smart cards, SoftHSM. */
@NullMarked
package io.keywright.providers.pkcs11;

import org.jspecify.annotations.NullMarked;
