/** Data of any size, encrypted in segments that cannot be cut off, added to or exchanged: Tink's streaming AEAD. */
@NullMarked
package io.keywright.cli.stream;

import org.jspecify.annotations.NullMarked;
