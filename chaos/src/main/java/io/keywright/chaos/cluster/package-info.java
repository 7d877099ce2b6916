/** Three servers on one PostgreSQL, and all that can be done to them. */
@NullMarked
package io.keywright.chaos.cluster;

import org.jspecify.annotations.NullMarked;
