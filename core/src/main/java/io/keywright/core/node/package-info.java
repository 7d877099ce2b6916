/** What the nodes of an installation agree upon: whose turn it is to do what one of them does for all. */
@NullMarked
package io.keywright.core.node;

import org.jspecify.annotations.NullMarked;
