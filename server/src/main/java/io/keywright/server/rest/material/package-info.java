/** Secrets that the service makes for callers and does not keep: data keys, derived secrets, random bytes. */
@NullMarked
package io.keywright.server.rest.material;

import org.jspecify.annotations.NullMarked;
