/** Approval tokens as JWS. */
@NullMarked
package io.keywright.server.approval;

import org.jspecify.annotations.NullMarked;
