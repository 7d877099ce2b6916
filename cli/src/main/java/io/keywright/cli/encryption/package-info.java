/** Files of any size, encrypted with a data key that a key of the service has wrapped. */
@NullMarked
package io.keywright.cli.encryption;

import org.jspecify.annotations.NullMarked;
