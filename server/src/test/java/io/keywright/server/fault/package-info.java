/** Kills, starves, damages and misconfigures the packaged server: it may refuse, but never answer wrongly or lose a thing. */
@NullMarked
package io.keywright.server.fault;

import org.jspecify.annotations.NullMarked;
