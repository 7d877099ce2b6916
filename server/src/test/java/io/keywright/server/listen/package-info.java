/** What the service listens with, by itself. */
@NullMarked
package io.keywright.server.listen;

import org.jspecify.annotations.NullMarked;
