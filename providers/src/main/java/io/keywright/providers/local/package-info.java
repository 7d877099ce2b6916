/** The embedded root provider: a root key from a file, or derived from a passphrase. */
@NullMarked
package io.keywright.providers.local;

import org.jspecify.annotations.NullMarked;
