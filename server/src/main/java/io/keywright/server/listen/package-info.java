/** What the service listens with: an address of its own, TLS files that belong together, and the TLS that runs there. */
@NullMarked
package io.keywright.server.listen;

import org.jspecify.annotations.NullMarked;
