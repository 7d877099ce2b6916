/**
 * The internal certificate authorities: their keys are keys of the service, and each certificate that they issue, and each
 * that is revoked, has its receipt.
 */
@NullMarked
package io.keywright.core.authority;

import org.jspecify.annotations.NullMarked;
