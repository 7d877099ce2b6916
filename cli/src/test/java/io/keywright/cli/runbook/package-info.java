/** What runbooks have somebody type, typed. */
@NullMarked
package io.keywright.cli.runbook;

import org.jspecify.annotations.NullMarked;
