/** Evidence for auditors: exported from a service, and verified with nothing but a file. */
@NullMarked
package io.keywright.cli.evidence;

import org.jspecify.annotations.NullMarked;
