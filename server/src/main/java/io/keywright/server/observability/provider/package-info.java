/** How the root providers do. */
@NullMarked
package io.keywright.server.observability.provider;

import org.jspecify.annotations.NullMarked;
