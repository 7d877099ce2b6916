/** Who calls: from certificate and token to one caller. */
@NullMarked
package io.keywright.server.identity;

import org.jspecify.annotations.NullMarked;
