/** Evidence for auditors, exported from a service. */
@NullMarked
package io.keywright.cli.evidence;

import org.jspecify.annotations.NullMarked;
