/** Starts the packaged server as an operator would, and speaks to it as a client would. */
@NullMarked
package io.keywright.server.harness;

import org.jspecify.annotations.NullMarked;
