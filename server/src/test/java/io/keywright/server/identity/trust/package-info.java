/** Trust, tested without a server. */
@NullMarked
package io.keywright.server.identity.trust;

import org.jspecify.annotations.NullMarked;
