/** Attacks on the identity of callers, each over real HTTPS, each with what must become of it. */
@NullMarked
package io.keywright.server.attack;

import org.jspecify.annotations.NullMarked;
