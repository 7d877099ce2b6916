/** Several nodes on one store. */
@NullMarked
package io.keywright.server.cluster;

import org.jspecify.annotations.NullMarked;
