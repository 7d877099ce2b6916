/** The ledger's key is succeeded by another: when somebody asks for it, or when its time has come. */
@NullMarked
package io.keywright.core.succession;

import org.jspecify.annotations.NullMarked;
