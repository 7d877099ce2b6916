/** Puts the service together: every object that there is once is made here, and nobody knows who made it. */
@NullMarked
package io.keywright.server.wiring;

import org.jspecify.annotations.NullMarked;
