/** Approvals over HTTP: asked for, granted and denied. */
@NullMarked
package io.keywright.server.rest.approvals;

import org.jspecify.annotations.NullMarked;
