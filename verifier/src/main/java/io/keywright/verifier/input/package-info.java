/** What a person hands in: files, and the public keys that the person trusts. */
@NullMarked
package io.keywright.verifier.input;

import org.jspecify.annotations.NullMarked;
