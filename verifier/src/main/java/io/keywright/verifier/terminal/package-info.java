/** What commands write for a person to read, and how they end. */
@NullMarked
package io.keywright.verifier.terminal;

import org.jspecify.annotations.NullMarked;
