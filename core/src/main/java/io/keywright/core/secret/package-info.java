/** Secrets that several use at once are held for a while, and destroyed when nobody has them any more. */
@NullMarked
package io.keywright.core.secret;

import org.jspecify.annotations.NullMarked;
