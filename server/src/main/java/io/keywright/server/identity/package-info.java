/** Who calls: from the client certificate to one caller. */
@NullMarked
package io.keywright.server.identity;

import org.jspecify.annotations.NullMarked;
