/** How the service is, which rules hold, and who calls, over HTTP. */
@NullMarked
package io.keywright.server.rest.status;

import org.jspecify.annotations.NullMarked;
