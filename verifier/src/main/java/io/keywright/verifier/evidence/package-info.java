/** Evidence packages, verified with nothing but the file and keys. */
@NullMarked
package io.keywright.verifier.evidence;

import org.jspecify.annotations.NullMarked;
