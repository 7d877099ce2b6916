/** The frame for calls, on a real store and journal, without the edge. */
@NullMarked
package io.keywright.server.call;

import org.jspecify.annotations.NullMarked;
