/**
 * Looks from time to time whether everything is as the rules want it. A {@link io.keywright.core.compliance.Check} looks at one
 * {@link io.keywright.core.compliance.Subject}, a {@link io.keywright.core.compliance.Survey} goes through all of a kind, and the {@link
 * io.keywright.core.compliance.Monitor} opens and resolves findings, each with a receipt.
 */
@NullMarked
package io.keywright.core.compliance;

import org.jspecify.annotations.NullMarked;
