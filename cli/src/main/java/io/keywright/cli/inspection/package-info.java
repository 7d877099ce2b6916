/** What ciphertexts say of themselves, without being decrypted. */
@NullMarked
package io.keywright.cli.inspection;

import org.jspecify.annotations.NullMarked;
