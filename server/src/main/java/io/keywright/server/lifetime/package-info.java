/** What begins when the service starts, goes on beside its requests, and ends with it. */
@NullMarked
package io.keywright.server.lifetime;

import org.jspecify.annotations.NullMarked;
