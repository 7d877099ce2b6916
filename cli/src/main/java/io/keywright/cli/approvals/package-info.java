/** Asking for approvals, and deciding what others ask for. */
@NullMarked
package io.keywright.cli.approvals;

import org.jspecify.annotations.NullMarked;
