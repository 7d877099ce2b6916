/** Approval tokens as JWS, of this service and of governance systems. */
@NullMarked
package io.keywright.server.approval;

import org.jspecify.annotations.NullMarked;
