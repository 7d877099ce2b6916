/** Who calls, tested without a server of ours. */
@NullMarked
package io.keywright.server.identity;

import org.jspecify.annotations.NullMarked;
