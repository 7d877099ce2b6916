/** How the root providers do, as their calls and probes tell. */
@NullMarked
package io.keywright.server.observability.provider;

import org.jspecify.annotations.NullMarked;
