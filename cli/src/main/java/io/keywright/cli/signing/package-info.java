/** Signatures of files of any size. */
@NullMarked
package io.keywright.cli.signing;

import org.jspecify.annotations.NullMarked;
