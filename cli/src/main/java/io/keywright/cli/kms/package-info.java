/** Calls to the service, as far as the command needs them. */
@NullMarked
package io.keywright.cli.kms;

import org.jspecify.annotations.NullMarked;
