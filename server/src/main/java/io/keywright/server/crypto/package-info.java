/** Which cryptographic libraries this platform has. */
@NullMarked
package io.keywright.server.crypto;

import org.jspecify.annotations.NullMarked;
