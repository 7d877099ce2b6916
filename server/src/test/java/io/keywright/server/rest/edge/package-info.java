/** The edge by itself, without a server. */
@NullMarked
package io.keywright.server.rest.edge;

import org.jspecify.annotations.NullMarked;
