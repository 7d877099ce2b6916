/** How a process ends, without a server. */
@NullMarked
package io.keywright.server.shutdown;

import org.jspecify.annotations.NullMarked;
