/** A real OpenBao to test with, as {@code make peers} installs it. */
@NullMarked
package io.keywright.testkit.openbao;

import org.jspecify.annotations.NullMarked;
