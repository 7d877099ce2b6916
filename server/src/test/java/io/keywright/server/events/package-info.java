/** Events as subscribers see them, most of them by the packaged server. */
@NullMarked
package io.keywright.server.events;

import org.jspecify.annotations.NullMarked;
