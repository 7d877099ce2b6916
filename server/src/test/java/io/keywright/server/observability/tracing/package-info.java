@NullMarked
package io.keywright.server.observability.tracing;

import org.jspecify.annotations.NullMarked;
