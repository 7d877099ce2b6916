/** Using a key: sign, verify, encrypt, decrypt. */
@NullMarked
package io.keywright.core.operations;

import org.jspecify.annotations.NullMarked;
