/** What a node holds in memory follows the store. */
@NullMarked
package io.keywright.core.follow;

import org.jspecify.annotations.NullMarked;
