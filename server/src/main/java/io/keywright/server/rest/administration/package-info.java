/** What operators of the platform ask and do about the installation as a whole, over HTTP. */
@NullMarked
package io.keywright.server.rest.administration;

import org.jspecify.annotations.NullMarked;
