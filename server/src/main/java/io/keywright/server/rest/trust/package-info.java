/** The authorities whose client certificates are accepted, over HTTP. */
@NullMarked
package io.keywright.server.rest.trust;

import org.jspecify.annotations.NullMarked;
