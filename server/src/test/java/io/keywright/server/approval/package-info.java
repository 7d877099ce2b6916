/** Approvals, without HTTP. */
@NullMarked
package io.keywright.server.approval;

import org.jspecify.annotations.NullMarked;
