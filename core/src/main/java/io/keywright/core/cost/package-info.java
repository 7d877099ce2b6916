/** How often providers are called for whom, what that costs, and what is saved by holding roots in memory. */
@NullMarked
package io.keywright.core.cost;

import org.jspecify.annotations.NullMarked;
