/** What the nodes of an installation agree upon: whose turn it is. */
@NullMarked
package io.keywright.core.node;

import org.jspecify.annotations.NullMarked;
