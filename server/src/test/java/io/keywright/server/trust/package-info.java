/** Trust anchors, tested without a server. */
@NullMarked
package io.keywright.server.trust;

import org.jspecify.annotations.NullMarked;
