/** Evidence for auditors, exported as one package that proves itself. */
@NullMarked
package io.keywright.core.evidence;

import org.jspecify.annotations.NullMarked;
