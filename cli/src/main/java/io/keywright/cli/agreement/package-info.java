/** Secrets that a key of the service shares with the key of somebody elsewhere. */
@NullMarked
package io.keywright.cli.agreement;

import org.jspecify.annotations.NullMarked;
