/** What every request passes before a resource sees it, and what answers where no resource does. */
@NullMarked
package io.keywright.server.rest.edge;

import org.jspecify.annotations.NullMarked;
