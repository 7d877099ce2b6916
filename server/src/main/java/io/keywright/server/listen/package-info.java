/** What the service needs to listen: an address of its own, and TLS files that belong together. */
@NullMarked
package io.keywright.server.listen;

import org.jspecify.annotations.NullMarked;
